import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import { daysBetween, type Instant, type PlainDate } from '#kernel/calendar.ts'
import { isId } from '#kernel/ids.ts'
import { sumCents } from '#kernel/money.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { type Aged, age, agingBuckets } from '../domain/aging.ts'
import { balance } from '../domain/sums.ts'
import { accountSums } from './account-sums.ts'
import { agedNow, type Owing } from './aging-now.ts'
import { agedThen, owedThenStatement } from './aging-then.ts'
import { csvFile, plainMoney } from './csv.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { owedValues } from './deferred.ts'
import { reportFrame } from './frame.ts'
import { owedInvoices } from './receivables.ts'

/** The invoices of `owed` with what an aging says of them. */
const aged = `
  WITH ${owedInvoices}, aged AS (
    SELECT d.id, d.client_id, d.number, d.issued_on, coalesce(d.due_on, d.issued_on) AS due_on, d.total_cents, o.balance_cents
    FROM owed o JOIN documents d ON d.company_id = $1 AND d.id = o.document_id WHERE o.balance_cents <> 0
  )`

type Debt = { clientId: string; clientName: string; sortName: string; dueOn: PlainDate; balanceCents: number }

/** What clients owed at the end of a day as known at a moment, one row per client, by name. */
async function agedClients(scope: Scope, asOf: PlainDate, knownAt: Instant): Promise<Owing[]> {
  // What lies after the day is what this costs, and only a plan made for this day knows how much that is.
  await scope.sql('reports.planForDay', "SELECT set_config('plan_cache_mode', 'force_custom_plan', true)", [])
  const debts = await scope.sql<Debt>(
    'reports.arAging',
    `${aged}
     SELECT o.client_id AS "clientId", c.display_name AS "clientName", c.sort_name AS "sortName", o.due_on AS "dueOn",
            sum(o.balance_cents)::bigint AS "balanceCents"
     FROM aged o JOIN clients c ON c.company_id = $1 AND c.id = o.client_id
     GROUP BY o.client_id, c.display_name, c.sort_name, o.due_on ORDER BY c.sort_name, o.client_id`,
    owedValues(scope, [asOf], knownAt),
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

const invoiceColumns = `o.id AS "invoiceId", o.number, o.issued_on AS "issuedOn", o.due_on AS "dueOn", o.total_cents AS "totalCents", o.balance_cents AS "balanceCents"`

async function openInvoices(scope: Scope, asOf: PlainDate, knownAt: Instant | null, clientId: string) {
  const rows =
    knownAt === null
      ? await scope.sql<Invoice>('reports.arAgingInvoicesThen', owedThenStatement(invoiceColumns), [
          scope.companyId,
          asOf,
          clientId,
        ])
      : await scope.sql<Invoice>(
          'reports.arAgingInvoices',
          `${aged} SELECT ${invoiceColumns} FROM aged o WHERE o.client_id = $6 ORDER BY o.due_on, o.id LIMIT 1000`,
          [...owedValues(scope, [asOf], knownAt), clientId],
        )
  return rows.map((row) => ({ ...row, daysLate: Math.max(daysBetween(row.dueOn, asOf), 0) }))
}

export const arAging = query({
  name: 'reports.arAging',
  needs: 'financials:read',
  input: contract.arAging.input,
  async run(scope, input) {
    const { company, today, knownAt } = await reportFrame(scope, { knownAt: input.knownAt })
    const asOf = input.asOf ?? today
    if (input.clientId !== undefined && !(await clientNames(scope, [input.clientId])).has(input.clientId))
      throw new Refusal('not_found')
    const { rows, totals } = await agedPage(scope, asOf, knownAt, input)
    if (input.format === 'csv') return agingFile(asOf, [...rows, { clientName: 'Total', ...totals }], company.currency)
    const control = present(
      (await accountSums(scope, { from: null, to: asOf }, { knownAt })).find(
        ({ systemKey }) => systemKey === 'accounts_receivable',
      ),
    )
    return {
      asOf,
      knownAt,
      ...pageOf(rows, input.limit),
      totals,
      invoices: input.clientId === undefined ? [] : await openInvoices(scope, asOf, knownAt, input.clientId),
      controlAccountId: control.accountId,
      controlCents: balance(control),
    }
  },
})

type Asked = z.output<typeof contract.arAging.input>

/** The clients from the cursor on, one more than a page of them so that it is seen whether there are more; all for a file. */
async function agedPage(scope: Scope, asOf: PlainDate, knownAt: Instant | null, input: Asked) {
  const { clientId } = input
  const place = placeOf(input.cursor)
  const [afterId, limit] = input.format === 'csv' ? [undefined, null] : [place, input.limit + 1]
  if (knownAt === null) {
    const page = { clientId, afterId, limit }
    return (await agedNow(scope, asOf, page)) ?? agedThen(scope, asOf, page)
  }
  const everyone = await agedClients(scope, asOf, knownAt)
  const asked = clientId === undefined ? everyone : everyone.filter((row) => row.clientId === clientId)
  const start = asked.findIndex((row) => row.clientId === afterId) + 1
  return { rows: asked.slice(start, start + (limit ?? asked.length)), totals: total(asked) }
}

function placeOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const [id] = readCursor('ar-aging', cursor, ['string'])
  if (typeof id === 'string' && isId(id)) return id
  throw refuseField('cursor', 'This cursor does not belong to this report. Start again from the first page.')
}

function pageOf(rows: readonly Owing[], limit: number) {
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
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
