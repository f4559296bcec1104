import { present } from '#kernel/assert.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { findEntry, reverseEntry } from '#modules/ledger/server/index.ts'
import { command, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { owedMoved } from './owed.ts'
import { insertReversal, loadReimbursement } from './reimbursement-store.ts'
import { loadExpensesForUpdate } from './store.ts'

export const readReimbursement = query({
  name: 'expenses.readReimbursement',
  needs: 'expenses:reimburse',
  input: contract.readReimbursement.input,
  run: (scope, { reimbursementId }) => loadReimbursement(scope, reimbursementId),
})

/** Undoes a reimbursement that never really happened: the member is owed again, the books get the exact opposite. */
export const reverseReimbursement = command({
  name: 'expenses.reverseReimbursement',
  needs: 'expenses:reimburse',
  money: true,
  input: contract.reverseReimbursement.input,
  async run(scope, { reimbursementId, id = newId(), reason, ...said }) {
    const found = await loadReimbursement(scope, reimbursementId)
    await loadExpensesForUpdate(
      scope,
      found.expenses.map((one) => one.id),
    )
    const before = await loadReimbursement(scope, reimbursementId)
    if (before.reversal) throw new Refusal('reimbursement_reversed_once')
    const reversedOn = dayBetween(before.paidOn, await companyToday(scope), said.reversedOn, 'reversedOn')
    await insertReversal(scope, { id, reimbursementId, reversedOn, reason })
    const of = { sourceType: 'expense_reimbursement', sourceId: reimbursementId }
    await reverseEntry(scope, {
      of,
      sourceType: 'reversal',
      sourceId: present(await findEntry(scope, of)).entryId,
      entryDate: reversedOn,
      memo: `Reversal of the reimbursement to ${before.memberName}`,
    })
    await owedMoved(scope, [{ memberId: before.memberId, deltaCents: before.amountCents }])
    const after = await loadReimbursement(scope, reimbursementId)
    audit(scope, { subjectType: 'expense_reimbursement', subjectId: reimbursementId, before, after })
    signal(scope, 'expenses')
    return after
  },
})
