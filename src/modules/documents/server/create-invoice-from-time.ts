import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { findCatalogItems } from '#modules/catalog/server/index.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { billExpenses, lockUnbilledExpenses } from '#modules/expenses/server/index.ts'
import { billTime, lockUnbilledTime } from '#modules/time/server/index.ts'
import { command } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { linesFromExpenses } from '../domain/expense-lines.ts'
import { type BillableTime, linesFromTime } from '../domain/time-lines.ts'
import { startInvoice } from './start-invoice.ts'

/**
 * Drafts an invoice whose lines link back to the time and expenses that they bill. Those are locked first and become
 * billed in the same transaction, at the rate or with the markup of the line, so two people billing at once never bill
 * one twice, and a failed creation marks nothing.
 */
export const createInvoiceFromTime = command({
  name: 'documents.createInvoiceFromTime',
  needs: 'documents:write',
  money: true,
  input: contract.createInvoiceFromTime.input,
  async run(scope, { id, clientId, projectId, timeEntryIds, expenseIds, upTo, groupBy, issuedOn }) {
    await loadClient(scope, clientId)
    const all = timeEntryIds === undefined && expenseIds === undefined
    const where = { clientId, projectId, upTo }
    const time = await billable(scope, { ...where, ids: all ? undefined : (timeEntryIds ?? []) })
    const expenses = await lockUnbilledExpenses(scope, { ...where, ids: all ? undefined : (expenseIds ?? []) })
    if (time.length + expenses.length === 0) throw new Refusal('nothing_to_bill')
    const timeLines = linesFromTime(time, groupBy).map((line) => ({ ...line, id: newId() }))
    const expenseLines = linesFromExpenses(expenses).map((line) => ({ ...line, id: newId() }))
    const projects = new Set([...time, ...expenses].map((one) => one.projectId))
    const invoice = await startInvoice(
      scope,
      {
        ...{ id, clientId, issuedOn, internalNote: null },
        projectId: projectId ?? (projects.size === 1 ? ([...projects][0] ?? null) : null),
        discount: { kind: 'none' },
        deposit: { kind: 'none' },
        lines: [
          ...timeLines.map(({ entryIds: _entryIds, ...line }) => ({ ...line, unit: 'hour' as const, ...untaxed })),
          ...expenseLines.map(({ expenseId: _expenseId, ...line }) => ({ ...line, ...onceOnly, ...untaxed })),
        ],
      },
      new Set(timeLines.map((line) => line.incomeAccountId)),
    )
    await billTime(
      scope,
      invoice.id,
      timeLines.flatMap((line) =>
        line.entryIds.map((entryId) => ({ id: entryId, documentLineId: line.id, rateCents: line.unitPriceCents })),
      ),
    )
    await billExpenses(
      scope,
      invoice.id,
      expenseLines.map((line) => ({ id: line.expenseId, documentLineId: line.id, billedCents: line.unitPriceCents })),
    )
    return invoice
  },
})

const untaxed = { taxPercent: null, taxCents: 0 }
const onceOnly = { quantity: '1', unit: null, catalogItemId: null, taxable: false, incomeAccountId: null }

type Billable = BillableTime & { projectId: string | null }

/** The locked time with what its catalog items say about tax and income. */
async function billable(scope: Scope, filter: Parameters<typeof lockUnbilledTime>[1]): Promise<Billable[]> {
  const time = await lockUnbilledTime(scope, filter)
  const items = await findCatalogItems(
    scope,
    time.flatMap((entry) => entry.catalogItemId ?? []),
  )
  return time.map((entry) => {
    const item = items.get(entry.catalogItemId ?? '')
    return {
      ...entry,
      rateCents: present(entry.rateCents, 'time to bill has a rate'),
      taxable: item?.taxable ?? false,
      incomeAccountId: item?.incomeAccountId ?? null,
    }
  })
}
