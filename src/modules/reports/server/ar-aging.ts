import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import { daysBetween, type Instant, type PlainDate } from '#kernel/calendar.ts'
import { isId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { age, agedTotal, withCompared } from '../domain/aging.ts'
import { dayColumns } from '../domain/compare.ts'
import { balance } from '../domain/sums.ts'
import { accountSums } from './account-sums.ts'
import { agingFile } from './aging-file.ts'
import { agedNow, type Owing } from './aging-now.ts'
import { agedThen, owedThenStatement } from './aging-then.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { owedValues } from './deferred.ts'
import { reportFrame } from './frame.ts'
import { planned } from './planned.ts'
import { owedInvoices } from './receivables.ts'

/** The invoices of `owed` with what an aging says of them. */
const aged = `
  WITH ${owedInvoices}, aged AS (
    SELECT d.id, d.client_id, d.number, d.issued_on, coalesce(d.due_on, d.issued_on) AS due_on, d.total_cents, o.balance_cents
    FROM owed o JOIN documents d ON d.company_id = $1 AND d.id = o.document_id WHERE o.balance_cents <> 0
  )`

type Debt = { clientId: string; clientName: string; sortName: string; dueOn: PlainDate; balanceCents: number }

const debtsStatement = `${aged}
  SELECT o.client_id AS "clientId", c.display_name AS "clientName", c.sort_name AS "sortName", o.due_on AS "dueOn",
         sum(o.balance_cents)::bigint AS "balanceCents"
  FROM aged o JOIN clients c ON c.company_id = $1 AND c.id = o.client_id
  GROUP BY o.client_id, c.display_name, c.sort_name, o.due_on ORDER BY c.sort_name, o.client_id`

/** What clients owed at the end of a day as known at a moment, one row per client, by name. */
async function agedClients(scope: Scope, asOf: PlainDate, knownAt: Instant): Promise<Owing[]> {
  // What lies after the day is what this costs, and only a plan made for this day knows how much that is.
  const debts = await planned(scope, 'custom', () =>
    scope.sql<Debt>('reports.arAging', debtsStatement, owedValues(scope, [asOf], knownAt)),
  )
  return [...Map.groupBy(debts, (debt) => debt.clientId)].map(([clientId, theirs]) => {
    const { clientName, sortName } = present(theirs[0])
    return { clientId, clientName, sortName, ...age(theirs, asOf) }
  })
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
    const [, other] = dayColumns(asOf, input.compare, knownAt)
    const { rows, totals, compared } = other
      ? await comparedPage(scope, [{ asOf, knownAt }, other], input)
      : { ...(await agedPage(scope, asOf, knownAt, input)), compared: null }
    if (input.format === 'csv')
      return agingFile(
        { name: 'ar-aging', who: 'Client', of: (row) => row.clientName },
        { asOf, rows, totals, compared },
        company.currency,
      )
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
      compared,
      invoices: input.clientId === undefined ? [] : await openInvoices(scope, asOf, knownAt, input.clientId),
      controlAccountId: control.accountId,
      controlCents: balance(control),
    }
  },
})

type Day = { asOf: PlainDate; knownAt: Instant | null }
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
  return { rows: asked.slice(start, start + (limit ?? asked.length)), totals: agedTotal(asked) }
}

/** Beside another day nobody is left out who owed on one of them, so all are looked at on both. */
async function comparedPage(scope: Scope, [now, then]: [Day, Day], input: Asked) {
  const everybody = { ...input, format: 'csv' } as const
  const owing = await agedPage(scope, now.asOf, now.knownAt, everybody)
  const owed = await agedPage(scope, then.asOf, then.knownAt, everybody)
  const everyone = withCompared(owing.rows, owed.rows, (row) => row.clientId)
  const place = placeOf(input.cursor)
  const start = everyone.findIndex((row) => row.clientId === place) + 1
  const rows = input.format === 'csv' ? everyone : everyone.slice(start, start + input.limit + 1)
  return { rows, totals: owing.totals, compared: { ...then, totals: owed.totals } }
}

function placeOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const [id] = readCursor('ar-aging', cursor, ['string'])
  if (typeof id === 'string' && isId(id)) return id
  throw refuseField('cursor', 'This cursor does not belong to this report. Start again from the first page.')
}

function pageOf(rows: readonly (Owing & { comparedCents?: number })[], limit: number) {
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(({ sortName: _sortName, comparedCents, ...row }) => ({
      ...row,
      comparedCents: comparedCents ?? null,
    })),
    nextCursor: last ? writeCursor('ar-aging', [last.clientId]) : null,
  }
}
