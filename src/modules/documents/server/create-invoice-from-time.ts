import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { findCatalogItems } from '#modules/catalog/server/index.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { billTime, lockUnbilledTime } from '#modules/time/server/index.ts'
import { command } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { type BillableTime, linesFromTime } from '../domain/time-lines.ts'
import { startInvoice } from './start-invoice.ts'

/**
 * Drafts an invoice whose lines link back to the time they bill. The entries are locked first and become billed in the
 * same transaction at the rate of the line, so two people billing at once never bill one twice.
 */
export const createInvoiceFromTime = command({
  name: 'documents.createInvoiceFromTime',
  needs: 'documents:write',
  money: true,
  input: contract.createInvoiceFromTime.input,
  async run(scope, { id, clientId, projectId, timeEntryIds, upTo, groupBy, issuedOn }) {
    await loadClient(scope, clientId)
    const time = await billable(scope, { clientId, projectId, ids: timeEntryIds, upTo })
    if (time.length === 0) throw new Refusal('nothing_to_bill')
    const lines = linesFromTime(time, groupBy).map((line) => ({ ...line, id: newId() }))
    const projects = new Set(time.map((entry) => entry.projectId))
    const invoice = await startInvoice(
      scope,
      {
        ...{ id, clientId, issuedOn, internalNote: null },
        projectId: projectId ?? (projects.size === 1 ? ([...projects][0] ?? null) : null),
        discount: { kind: 'none' },
        deposit: { kind: 'none' },
        lines: lines.map(({ entryIds: _entryIds, ...line }) => ({
          ...line,
          unit: 'hour',
          taxPercent: null,
          taxCents: 0,
        })),
      },
      new Set(lines.map((line) => line.incomeAccountId)),
    )
    await billTime(
      scope,
      invoice.id,
      lines.flatMap((line) =>
        line.entryIds.map((entryId) => ({ id: entryId, documentLineId: line.id, rateCents: line.unitPriceCents })),
      ),
    )
    return invoice
  },
})

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
