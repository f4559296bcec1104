import type { z } from 'zod'
import type { AccountType } from '#kernel/accounts.ts'
import { addDays, type Instant, type PlainDate } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-ledger.ts'
import { accountSums } from './account-sums.ts'
import { csvFile, plainMoney } from './csv.ts'
import { deferredShares, owedValues } from './deferred.ts'
import { reportFrame } from './frame.ts'
import { pageByKey } from './page-by-key.ts'

type Item = {
  kind: 'invoice' | 'bill' | 'expense'
  recordId: string | null
  number: string | null
  issuedOn: PlainDate | null
  name: string | null
  earnedCents: number
}
type Span = { from: PlainDate; to: PlainDate; knownAt: Instant | null }
type Account = { accountId: string; code: string; name: string; type: AccountType }
/** Which accounts, and whether they grow by debits. */
type Subject = Pick<Account, 'name'> & { accountId: string | null; code: string | null; ids: string[]; debits: boolean }
type Kind = z.output<typeof contract.cashEarned.input>['kind']

export const cashEarned = query({
  name: 'reports.cashEarned',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.cashEarned.input,
  async run(scope, { accountId, kind, limit, cursor, format, ...asked }) {
    const { company, range, knownAt } = await reportFrame(scope, asked)
    const { ids, debits, ...subject } = accountId
      ? ofOne(await loadAccount(scope, accountId))
      : await ofKind(scope, kind)
    const rows = await earned(scope, { ...range, knownAt }, { ids, debits })
    const unapplied = accountId || kind === 'expense' ? null : await unappliedOf(scope, { ...range, knownAt })
    const items = rows.filter((row) => row.recordId !== null) as (Item & { recordId: string })[]
    const otherCents = rows.find((row) => row.recordId === null)?.earnedCents ?? 0
    const totalCents = sumCents([...rows.map((row) => row.earnedCents), unapplied?.cents ?? 0])
    if (format === 'csv') {
      const money = plainMoney(company.currency)
      const lines = items.map((row) => [row.issuedOn, row.number, row.name, money(row.earnedCents)])
      const last = [
        ['', 'Not from invoices, bills or expenses', '', money(otherCents)],
        ...(unapplied ? [['', 'Payments not applied', '', money(unapplied.cents)]] : []),
        ['', 'Total', '', money(totalCents)],
      ]
      const name = `cash-basis-${subject.code ?? kind}-${range.from}-${range.to}`
      return csvFile(name, ['Date', 'Number', 'Name', 'Amount'], [...lines, ...last])
    }
    const page = pageByKey('cash-basis', items.map(named), limit, cursor)
    return { ...range, knownAt, ...subject, ...page, otherCents, unapplied, totalCents }
  },
})

const named = ({ kind, recordId, number, issuedOn, name, earnedCents }: Item & { recordId: string }) => {
  return { kind, recordId, number: number ?? '', issuedOn: issuedOn ?? '', name: name ?? '', earnedCents }
}

async function loadAccount(scope: Scope, accountId: string): Promise<Account> {
  const [account] = await scope.sql<Account>(
    'reports.account',
    'SELECT a.id AS "accountId", a.code, a.name, a.type FROM accounts a WHERE a.company_id = $1 AND a.id = $2',
    [scope.companyId, accountId],
  )
  if (!account) throw new Refusal('not_found')
  return account
}

const growsByDebits = (type: AccountType) => type === 'expense' || type === 'asset'

const ofOne = ({ accountId, code, name, type }: Account): Subject => ({
  ...{ accountId, code, name, ids: [accountId], debits: growsByDebits(type) },
})

const kindNames: Record<Kind, string> = { income: 'Income', expense: 'Expenses', profit: 'Income and expenses' }

async function ofKind(scope: Scope, kind: Kind): Promise<Subject> {
  const rows = await scope.sql<{ id: string }>(
    'reports.accountsOfKind',
    'SELECT a.id FROM accounts a WHERE a.company_id = $1 AND a.type = ANY ($2::text[])',
    [scope.companyId, kind === 'profit' ? ['income', 'expense'] : [kind]],
  )
  const ids = rows.map((row) => row.id)
  return { accountId: null, code: null, name: kindNames[kind], ids, debits: kind === 'expense' }
}

/** What customer credits grew by: money that pays no invoice yet. */
async function unappliedOf(scope: Scope, { from, to, knownAt }: Span) {
  const sums = await accountSums(scope, { from, to }, { knownAt })
  const credits = sums.find(({ systemKey }) => systemKey === 'customer_credits')
  return credits ? { accountId: credits.accountId, cents: credits.creditCents - credits.debitCents } : null
}

// What the books say of the period, by the invoice that caused it, less what was deferred more at its end than before it.
const statement = `
  WITH ${deferredShares},
  booked AS (
    SELECT CASE WHEN e.source_type IN ('invoice', 'invoice_void', 'bill', 'bill_void', 'expense') THEN e.source_id
                WHEN v.source_type = 'expense' THEN v.source_id
                WHEN n.document_id IS NOT NULL THEN n.document_id WHEN w.document_id IS NOT NULL THEN w.document_id END AS document_id,
           l.credit_cents - l.debit_cents AS cents
    FROM journal_lines l
    JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
    LEFT JOIN journal_entries v ON e.source_type = 'reversal' AND v.company_id = $1 AND v.id = e.source_id
    LEFT JOIN credit_note_reversals nr ON e.source_type = 'credit_note_reversal' AND nr.company_id = $1 AND nr.id = e.source_id
    LEFT JOIN credit_notes n ON e.source_type IN ('credit_note', 'credit_note_reversal') AND n.company_id = $1
      AND n.id = CASE WHEN nr.credit_note_id IS NULL THEN e.source_id ELSE nr.credit_note_id END
    LEFT JOIN write_off_reversals wr ON e.source_type = 'invoice_write_off_reversal' AND wr.company_id = $1 AND wr.id = e.source_id
    LEFT JOIN write_offs w ON e.source_type IN ('invoice_write_off', 'invoice_write_off_reversal') AND w.company_id = $1
      AND w.id = CASE WHEN wr.write_off_id IS NULL THEN e.source_id ELSE wr.write_off_id END
    WHERE l.company_id = $1 AND l.account_id = ANY ($6::uuid[]) AND l.entry_date > $3::date AND l.entry_date <= $7::date
      AND ($4::timestamptz IS NULL OR e.posted_at <= $4)
  ), earned AS (
    SELECT x.document_id, sum(x.cents) AS cents FROM (
      SELECT b.document_id, b.cents FROM booked b
      UNION ALL
      SELECT s.document_id, CASE WHEN s.day = $3::date THEN s.cents ELSE -s.cents END FROM deferred s WHERE s.account_id = ANY ($6::uuid[])
    ) x GROUP BY x.document_id HAVING sum(x.cents) <> 0
  )
  SELECT r.document_id AS "recordId", CASE WHEN b.id IS NOT NULL THEN 'bill' WHEN x.id IS NOT NULL THEN 'expense' ELSE 'invoice' END AS kind,
         coalesce(d.number, b.number) AS number, coalesce(d.issued_on, b.billed_on, x.spent_on) AS "issuedOn",
         coalesce(c.display_name, k.name, m.name) AS name,
         (r.cents * CASE WHEN $8 THEN -1 ELSE 1 END)::bigint AS "earnedCents"
  FROM earned r
  LEFT JOIN documents d ON d.company_id = $1 AND d.id = r.document_id
  LEFT JOIN clients c ON c.company_id = $1 AND c.id = d.client_id
  LEFT JOIN bills b ON b.company_id = $1 AND b.id = r.document_id
  LEFT JOIN vendors k ON k.company_id = $1 AND k.id = b.vendor_id
  LEFT JOIN expenses x ON x.company_id = $1 AND x.id = r.document_id
  LEFT JOIN merchants m ON m.company_id = $1 AND m.id = x.merchant_id
  ORDER BY "issuedOn", r.document_id`

function earned(
  scope: Scope,
  { from, to, knownAt }: Span,
  { ids, debits }: Pick<Subject, 'ids' | 'debits'>,
): Promise<Item[]> {
  const before = addDays(from, -1)
  const values = [...owedValues(scope, [before, to], knownAt), ids, to, debits]
  return scope.sql<Item>('reports.cashEarned', statement, values)
}
