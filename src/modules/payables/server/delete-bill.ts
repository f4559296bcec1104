import { Refusal } from '#kernel/refusal.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadBillForUpdate, loadLines, saveMoved } from './bill-store.ts'
import { answerBill, audited } from './to-bill.ts'

/** Only drafts go; what was posted is voided. */
export const deleteBill = command({
  name: 'payables.deleteBill',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.deleteBill.input,
  async run(scope, { billId }) {
    const row = await loadBillForUpdate(scope, billId)
    const lines = await loadLines(scope, billId)
    checkRevision(scope, await answerBill(scope, row, lines))
    if (row.state !== 'draft') throw new Refusal('bill_locked')
    await saveMoved(scope, row, { deletedAt: scope.now })
    audit(scope, { subjectType: 'bill', subjectId: billId, before: audited(row, lines) })
    signal(scope, 'bills', billId)
    return null
  },
})
