import { Refusal } from '#kernel/refusal.ts'
import { attachMedia, detachMedia, openMedia } from '#modules/media/server/index.ts'
import { checkMine, isMine, may } from '#platform/actor.ts'
import { command, Download, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { checkEditable } from '../domain/expense.ts'
import { deleteReceipt, insertReceipt, receiptIds } from './receipt-store.ts'
import { type ExpenseRow, loadExpense, loadExpenseForUpdate } from './store.ts'

/** Takes an upload of the actor as a receipt. */
export async function attachReceipt(scope: Scope, expense: ExpenseRow, mediaId: string) {
  const file = await attachMedia(scope, mediaId)
  await insertReceipt(scope, expense.id, mediaId)
  return file
}

/** A receipt may come late: by the owner, or by those who approve, as long as the expense counts. */
export const addReceipt = command({
  name: 'expenses.addReceipt',
  needs: 'expenses:own',
  input: contract.addReceipt.input,
  async run(scope, { expenseId, mediaId }) {
    const expense = await loadExpenseForUpdate(scope, expenseId)
    if (!isMine(scope, expense) && !may(scope, 'expenses:approve')) throw new Refusal('not_allowed')
    if (expense.state === 'void') throw new Refusal('expense_locked')
    const file = await attachReceipt(scope, expense, mediaId)
    audit(scope, { subjectType: 'expense', subjectId: expenseId, after: { receipt: file } })
    signal(scope, 'expenses', expenseId)
    return file
  },
})

export const removeReceipt = command({
  name: 'expenses.removeReceipt',
  needs: 'expenses:own',
  input: contract.removeReceipt.input,
  async run(scope, { expenseId, mediaId }) {
    const expense = await loadExpenseForUpdate(scope, expenseId)
    checkMine(scope, expense)
    checkEditable(expense)
    if (!(await deleteReceipt(scope, expenseId, mediaId))) throw new Refusal('not_found')
    await detachMedia(scope, mediaId)
    audit(scope, { subjectType: 'expense', subjectId: expenseId, before: { receipt: mediaId } })
    signal(scope, 'expenses', expenseId)
    return null
  },
})

/** For whoever may see the expense, and through it only. */
export const readReceipt = query({
  name: 'expenses.readReceipt',
  needs: 'expenses:own',
  input: contract.readReceipt.input,
  async run(scope, { expenseId, mediaId, download }) {
    const expense = await loadExpense(scope, expenseId)
    if (!(await receiptIds(scope, expense.id)).includes(mediaId)) throw new Refusal('not_found')
    const { fileName, contentType, body } = await openMedia(scope, mediaId)
    return new Download(fileName, contentType, body, !download && contentType.startsWith('image/'))
  },
})
