import type { Instant } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import { beginning, cover, type Span } from '../domain/cover.ts'
import { type AccountSum, without } from '../domain/sums.ts'
import { nearDate, unknownEntries } from './known.ts'

export const accountSumsStatement = `
  SELECT a.id AS "accountId", a.code, a.name, a.type, a.derived, a.contra, a.system_key AS "systemKey",
         (coalesce(m.debit, 0) + $6::int * coalesce(h.debit, 0) + $9::int * coalesce(t.debit, 0))::bigint AS "debitCents",
         (coalesce(m.credit, 0) + $6::int * coalesce(h.credit, 0) + $9::int * coalesce(t.credit, 0))::bigint AS "creditCents"
  FROM accounts a
  LEFT JOIN LATERAL (
    SELECT sum(b.debit_cents) AS debit, sum(b.credit_cents) AS credit FROM account_balances b
    WHERE b.company_id = a.company_id AND b.account_id = a.id AND b.month BETWEEN $2::date AND $3::date) m ON true
  LEFT JOIN LATERAL (
    SELECT sum(l.debit_cents) AS debit, sum(l.credit_cents) AS credit FROM journal_lines l
    WHERE l.company_id = a.company_id AND l.account_id = a.id AND l.entry_date BETWEEN $4::date AND $5::date) h ON true
  LEFT JOIN LATERAL (
    SELECT sum(l.debit_cents) AS debit, sum(l.credit_cents) AS credit FROM journal_lines l
    WHERE l.company_id = a.company_id AND l.account_id = a.id AND l.entry_date BETWEEN $7::date AND $8::date) t ON true
  WHERE a.company_id = $1 AND ($10::uuid IS NULL OR a.id = $10)
  ORDER BY a.code, a.id`

// OFFSET 0 keeps the planner from reading all lines for the few entries that are late.
export const unknownStatement = `
  WITH unknown AS (${unknownEntries({ from: '$2', to: '$3', knownAt: '$4', near: '$5' })})
  SELECT l.account_id AS "accountId", sum(l.debit_cents)::bigint AS "debitCents", sum(l.credit_cents)::bigint AS "creditCents"
  FROM unknown u CROSS JOIN LATERAL (
    SELECT j.account_id, j.debit_cents, j.credit_cents FROM journal_lines j WHERE j.company_id = $1 AND j.entry_id = u.id OFFSET 0) l
  WHERE $6::uuid IS NULL OR l.account_id = $6
  GROUP BY l.account_id`

type Asked = { accountId?: string | undefined; knownAt?: Instant | null | undefined }

/**
 * Debits and credits of every account (or one) over a span: whole months from the rollup, of broken ones the shorter side.
 * As known at a moment: without what was posted later.
 */
export async function accountSums(scope: Scope, span: Span, { accountId, knownAt }: Asked = {}): Promise<AccountSum[]> {
  const { firstMonth, lastMonth, head, tail } = cover(span, scope.now.slice(0, 10))
  const sums = await scope.sql<AccountSum>('reports.accountSums', accountSumsStatement, [
    scope.companyId,
    firstMonth,
    lastMonth,
    head?.from ?? null,
    head?.to ?? null,
    head?.sign ?? 1,
    tail?.from ?? null,
    tail?.to ?? null,
    tail?.sign ?? 1,
    accountId ?? null,
  ])
  return knownAt ? without(sums, await unknownSums(scope, span, knownAt, accountId)) : sums
}

type Moved = Pick<AccountSum, 'accountId' | 'debitCents' | 'creditCents'>

function unknownSums(scope: Scope, { from, to }: Span, knownAt: Instant, accountId?: string): Promise<Moved[]> {
  const values = [scope.companyId, from ?? beginning, to, knownAt, nearDate(knownAt), accountId ?? null]
  return scope.sql<Moved>('reports.unknownSums', unknownStatement, values)
}
