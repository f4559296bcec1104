import { present } from '#kernel/assert.ts'
import { daysBetween, type PlainDate } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { type Aged, age, agingBuckets } from '../domain/aging.ts'
import { balance } from '../domain/sums.ts'
import { accountSums } from './account-sums.ts'
import { csvFile, plainMoney } from './csv.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { reportFrame } from './statements.ts'

/**
 * Invoices as they were owed at the end of a day ($2): today's balances, with what happened later taken back. Only open
 * invoices and those that moved since are touched, so a recent day costs little however long the history.
 */
const owed = `
  WITH later AS (
    SELECT s.document_id, sum(s.cents) AS cents FROM (
      SELECT a.document_id, a.amount_cents AS cents FROM payments p
      JOIN payment_allocations a ON a.company_id = p.company_id AND a.payment_id = p.id
      WHERE p.company_id = $1 AND p.received_on > $2::date AND p.state = 'succeeded'
      UNION ALL
      SELECT a.document_id, -a.amount_cents FROM payment_reversals r
      JOIN payment_allocations a ON a.company_id = r.company_id AND a.payment_id = r.payment_id
      WHERE r.company_id = $1 AND r.reversed_on > $2::date
      UNION ALL
      SELECT c.document_id, c.amount_cents FROM credit_applications c WHERE c.company_id = $1 AND c.applied_on > $2::date
      UNION ALL
      SELECT v.source_id, d.total_cents FROM journal_entries v
      JOIN documents d ON d.company_id = v.company_id AND d.id = v.source_id
      WHERE v.company_id = $1 AND v.source_type = 'invoice_void' AND v.entry_date > $2::date
    ) s GROUP BY s.document_id
  ), touched AS (
    SELECT d.id FROM documents d
    WHERE d.company_id = $1 AND d.document_type = 'invoice' AND d.balance_due_cents > 0 AND d.state <> 'draft'
    UNION SELECT document_id FROM later
  ), owed AS (
    SELECT d.id, d.client_id, d.number, i.entry_date AS issued_on, coalesce(d.due_on, i.entry_date) AS due_on, d.total_cents,
           (d.balance_due_cents + coalesce(l.cents, 0))::bigint AS balance_cents
    FROM touched t
    JOIN documents d ON d.company_id = $1 AND d.id = t.id
    JOIN journal_entries i ON i.company_id = $1 AND i.source_type = 'invoice' AND i.source_id = t.id AND i.entry_date <= $2::date
    LEFT JOIN later l ON l.document_id = t.id
    WHERE d.balance_due_cents + coalesce(l.cents, 0) <> 0
  )`

type Debt = { clientId: string; clientName: string; sortName: string; dueOn: PlainDate; balanceCents: number }
type ClientRow = { clientId: string; clientName: string; sortName: string } & Aged

/** What clients owed at the end of a day, one row per client, by name. */
async function agedClients(scope: Scope, asOf: PlainDate): Promise<ClientRow[]> {
  const debts = await scope.sql<Debt>(
    'reports.arAging',
    `${owed}
     SELECT o.client_id AS "clientId", c.display_name AS "clientName", c.sort_name AS "sortName", o.due_on AS "dueOn",
            sum(o.balance_cents)::bigint AS "balanceCents"
     FROM owed o JOIN clients c ON c.company_id = $1 AND c.id = o.client_id
     GROUP BY o.client_id, c.display_name, c.sort_name, o.due_on ORDER BY c.sort_name, o.client_id`,
    [scope.companyId, asOf],
  )
  return [...Map.groupBy(debts, (debt) => debt.clientId)].map(([clientId, theirs]) => {
    const { clientName, sortName } = present(theirs[0])
    return { clientId, clientName, sortName, ...age(theirs, asOf) }
  })
}

/** The sums of all rows, column by column. */
function total(rows: readonly Aged[]): Aged {
  const column = (name: keyof Aged) => sumCents(rows.map((row) => row[name]))
  const buckets = Object.fromEntries(agingBuckets.map((bucket) => [bucket, column(bucket)])) as Omit<Aged, 'totalCents'>
  return { ...buckets, totalCents: column('totalCents') }
}

type Invoice = {
  invoiceId: string
  number: string
  issuedOn: PlainDate
  dueOn: PlainDate
  totalCents: number
  balanceCents: number
}

async function openInvoices(scope: Scope, asOf: PlainDate, clientId: string) {
  const rows = await scope.sql<Invoice>(
    'reports.arAgingInvoices',
    `${owed}
     SELECT o.id AS "invoiceId", o.number, o.issued_on AS "issuedOn", o.due_on AS "dueOn", o.total_cents AS "totalCents", o.balance_cents AS "balanceCents"
     FROM owed o WHERE o.client_id = $3 ORDER BY o.due_on, o.id LIMIT 1000`,
    [scope.companyId, asOf, clientId],
  )
  return rows.map((row) => ({ ...row, daysLate: Math.max(daysBetween(row.dueOn, asOf), 0) }))
}

export const arAging = query({
  name: 'reports.arAging',
  needs: 'financials:read',
  input: contract.arAging.input,
  async run(scope, input) {
    const { company, today } = await reportFrame(scope)
    const asOf = input.asOf ?? today
    if (input.clientId !== undefined && !(await clientNames(scope, [input.clientId])).has(input.clientId))
      throw new Refusal('not_found')
    const everyone = await agedClients(scope, asOf)
    const asked = input.clientId === undefined ? everyone : everyone.filter((row) => row.clientId === input.clientId)
    const totals = total(asked)
    if (input.format === 'csv') return agingFile(asOf, [...asked, { clientName: 'Total', ...totals }], company.currency)
    const control = present(
      (await accountSums(scope, { from: null, to: asOf })).find(({ systemKey }) => systemKey === 'accounts_receivable'),
    )
    return {
      asOf,
      ...pageOf(asked, input.limit, input.cursor),
      totals,
      invoices: input.clientId === undefined ? [] : await openInvoices(scope, asOf, input.clientId),
      controlAccountId: control.accountId,
      controlCents: balance(control),
    }
  },
})

function pageOf(rows: readonly ClientRow[], limit: number, cursor?: string) {
  const after = cursor === undefined ? undefined : readCursor('ar-aging', cursor, ['string'])[0]
  const start = after === undefined ? 0 : rows.findIndex(({ clientId }) => clientId === after) + 1
  const page = rows.slice(start, start + limit)
  const last = start + limit < rows.length ? page.at(-1) : undefined
  return {
    items: page.map(({ sortName: _sortName, ...row }) => row),
    nextCursor: last ? writeCursor('ar-aging', [last.clientId]) : null,
  }
}

function agingFile(asOf: PlainDate, rows: readonly ({ clientName: string } & Aged)[], currency: string) {
  const money = plainMoney(currency)
  const heads = ['Client', 'Current', '1-30 days', '31-60 days', '61-90 days', 'Over 90 days', 'Total']
  const cells = rows.map((row) => [
    row.clientName,
    ...agingBuckets.map((bucket) => money(row[bucket])),
    money(row.totalCents),
  ])
  return csvFile(`ar-aging-${asOf}`, heads, cells)
}
