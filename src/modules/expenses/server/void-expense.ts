import { present } from '#kernel/assert.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { findEntry, reverseEntry } from '#modules/ledger/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { checkVoidable } from '../domain/expense.ts'
import { owedMoved } from './owed.ts'
import { loadExpenseForUpdate, saveExpense } from './store.ts'
import { toDetail } from './to-expense.ts'

/** An expense that shall not count: it stays in the list, and the books get the exact opposite of its entry. */
export const voidExpense = command({
  name: 'expenses.void',
  needs: 'expenses:reimburse',
  money: true,
  input: contract.voidExpense.input,
  async run(scope, { expenseId, reason, ...said }) {
    const before = await loadExpenseForUpdate(scope, expenseId)
    checkRevision(scope, before)
    checkVoidable(before)
    const postedOn = present(before.postedOn)
    const voidedOn = dayBetween(postedOn, await companyToday(scope), said.voidedOn, 'voidedOn')
    const after = await saveExpense(scope, before, { state: 'void', voidedOn, voidReason: reason })
    const of = { sourceType: 'expense', sourceId: expenseId }
    const entry = present(await findEntry(scope, of))
    await reverseEntry(scope, {
      of,
      sourceType: 'reversal',
      sourceId: entry.entryId,
      entryDate: voidedOn,
      memo: `Void of ${entry.memo.charAt(0).toLowerCase()}${entry.memo.slice(1)}`,
    })
    const { memberId, amountCents, paidBy } = before
    if (paidBy === 'member') await owedMoved(scope, [{ memberId, deltaCents: -amountCents }])
    audit(scope, { subjectType: 'expense', subjectId: expenseId, before, after })
    signal(scope, 'expenses', expenseId)
    return toDetail(scope, after)
  },
})
