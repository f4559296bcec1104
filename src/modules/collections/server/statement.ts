import { addDays, addMonths, type Instant, type PlainDate, startOfMonth, todayIn } from '#kernel/calendar.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { crediting } from '#modules/documents/server/index.ts'
import { knownUntil, sources } from '#modules/reports/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Statement, StatementLine } from '../contract.ts'

/** More lines than a person would read; a shorter period shows them. */
const linesMax = 5000

type Row = sources.SourceColumns & { entryId: string; date: PlainDate; cents: number }
type Sums = { owedCents: number; creditCents: number }

/** What a client owes less its credit, over a period: straight from the journal, so that it agrees with the ledger. */
export async function loadStatement(
  scope: Scope,
  asked: {
    clientId: string
    from?: PlainDate | undefined
    to?: PlainDate | undefined
    /** A day or an instant; without, as known now. */
    knownAt?: string | undefined
  },
): Promise<{ statement: Statement; head: crediting.Letterhead }> {
  await loadClient(scope, asked.clientId)
  const head = await crediting.loadLetterhead(scope, { clientId: asked.clientId, projectId: null })
  const { company } = head
  const to = asked.to ?? todayIn(company.timeZone, scope.now)
  const from = asked.from ?? startOfMonth(addMonths(to, -2))
  if (to < from) throw refuseField('to', 'The end of the period cannot be before its start.')
  const knownAt = knownUntil(asked.knownAt, company.timeZone)
  const of = { clientId: asked.clientId, knownAt }
  const before = await standing(scope, of, addDays(from, -1))
  const after = await standing(scope, of, to)
  const openingCents = before.owedCents - before.creditCents
  const lines = await linesOf(scope, of, { from, to }, openingCents)
  const sum = (of: (line: StatementLine) => number) => lines.reduce((all, line) => all + of(line), 0)
  const statement = {
    ...{ clientId: asked.clientId, from, to, knownAt, currency: company.currency, locale: company.locale },
    ...{ company: head.from, client: head.to, openingCents, lines },
    chargesCents: sum((line) => line.chargeCents),
    paymentsCents: sum((line) => line.paymentCents),
    closingCents: after.owedCents - after.creditCents,
    ...after,
  }
  return { statement, head }
}

type Of = { clientId: string; knownAt: Instant | null }

/** Lines `l` that were posted by then; with null all. */
const known = (at: string) => `(${at}::timestamptz IS NULL
  OR (SELECT k.posted_at FROM journal_entries k WHERE k.company_id = l.company_id AND k.id = l.entry_id) <= ${at})`

/** The client's part of Accounts Receivable and of Customer Credits at the end of a day. */
async function standing(scope: Scope, { clientId, knownAt }: Of, day: PlainDate): Promise<Sums> {
  const [row] = await scope.sql<Sums>(
    'collections.standing',
    `SELECT coalesce(sum(l.debit_cents - l.credit_cents) FILTER (WHERE a.system_key = 'accounts_receivable'), 0)::bigint AS "owedCents",
            coalesce(sum(l.credit_cents - l.debit_cents) FILTER (WHERE a.system_key = 'customer_credits'), 0)::bigint AS "creditCents"
     FROM accounts a JOIN journal_lines l ON l.company_id = a.company_id AND l.account_id = a.id AND l.client_id = $2 AND l.entry_date <= $3 AND ${known('$4')}
     WHERE a.company_id = $1 AND a.system_key IN ('accounts_receivable', 'customer_credits')`,
    [scope.companyId, clientId, day, knownAt],
  )
  return row ?? { owedCents: 0, creditCents: 0 }
}

async function linesOf(
  scope: Scope,
  { clientId, knownAt }: Of,
  period: { from: PlainDate; to: PlainDate },
  opening: number,
) {
  const rows = await scope.sql<Row>(
    'collections.statementLines',
    `SELECT m.entry_id AS "entryId", m.entry_date::text AS date, m.cents, ${sources.sourceColumns}
     FROM (SELECT l.entry_id, l.entry_date, sum(l.debit_cents - l.credit_cents)::bigint AS cents
       FROM accounts a JOIN journal_lines l ON l.company_id = a.company_id AND l.account_id = a.id AND l.client_id = $2 AND l.entry_date BETWEEN $3 AND $4 AND ${known('$6')}
       WHERE a.company_id = $1 AND a.system_key IN ('accounts_receivable', 'customer_credits')
       GROUP BY l.entry_id, l.entry_date ORDER BY l.entry_date, l.entry_id LIMIT $5) m
     JOIN journal_entries e ON e.company_id = $1 AND e.id = m.entry_id
     ${sources.sourceJoins}
     ORDER BY m.entry_date, m.entry_id`,
    [scope.companyId, clientId, period.from, period.to, linesMax + 1, knownAt],
  )
  if (rows.length > linesMax) throw new Refusal('statement_too_long')
  let balanceCents = opening
  return rows.map((row): StatementLine => {
    const { source, entryId, date, cents } = sources.takeSource(row)
    balanceCents += cents
    return {
      ...{ entryId, date, label: source.label, sourceType: source.type, documentId: source.documentId },
      ...{ paymentId: source.paymentId, creditNoteId: source.creditNoteId },
      ...{ chargeCents: Math.max(cents, 0), paymentCents: Math.max(0 - cents, 0), balanceCents },
    }
  })
}
