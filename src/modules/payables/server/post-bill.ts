import { dayBetween } from '#kernel/day-between.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { postEntry } from '#modules/ledger/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, balanceMoved, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { assertPostable } from '../domain/bill.ts'
import { billEntryLines } from '../domain/bill-entry.ts'
import { type BillLineRow, type BillRow, loadBillForUpdate, loadLines, saveMoved } from './bill-store.ts'
import { billLabel } from './label.ts'
import { answerBill, audited } from './to-bill.ts'
import { loadVendor } from './vendor-store.ts'

/** Puts a bill into the books: what it cost on its accounts, what is owed on Accounts Payable. */
export const postBill = command({
  name: 'payables.postBill',
  needs: 'payables:write',
  feature: 'payables',
  money: true,
  input: contract.postBill.input,
  async run(scope, { billId, bookedOn }) {
    const row = await loadBillForUpdate(scope, billId)
    const lines = await loadLines(scope, billId)
    checkRevision(scope, await answerBill(scope, row, lines))
    const day = dayBetween(row.billedOn, await companyToday(scope), bookedOn ?? row.billedOn, 'bookedOn')
    return answerBill(scope, await post(scope, row, lines, day), lines)
  },
})

/** A draft, loaded for update, becomes posted. Refuses as `assertPostable`, and what the ledger refuses. */
export async function post(
  scope: Scope,
  row: BillRow,
  lines: readonly BillLineRow[],
  bookedOn = row.billedOn,
): Promise<BillRow> {
  assertPostable({ ...row, lines })
  const vendor = await loadVendor(scope, row.vendorId)
  const { totalCents } = row
  const saved = await saveMoved(scope, row, {
    state: 'posted',
    balanceDueCents: totalCents,
    bookedOn,
    postedAt: scope.now,
  })
  const label = billLabel(row)
  await postEntry(scope, {
    entryDate: bookedOn,
    memo: `${label} from ${vendor.name}`,
    sourceType: 'bill',
    sourceId: row.id,
    lines: billEntryLines(lines, totalCents),
  })
  balanceMoved(scope, { label, kind: 'bill', id: row.id, beforeCents: 0, afterCents: totalCents })
  audit(scope, { subjectType: 'bill', subjectId: row.id, before: audited(row), after: audited(saved) })
  signal(scope, 'bills', row.id)
  signal(scope, 'vendors', row.vendorId)
  return saved
}
