import { checkMine } from '#platform/actor.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { checkEditable } from '../domain/expense.ts'
import { merchantNames } from './merchant-store.ts'
import { resolveExpense, type SaidExpense } from './resolve-expense.ts'
import { loadExpenseForUpdate, saveExpense } from './store.ts'
import { toDetail } from './to-expense.ts'

export const updateExpense = command({
  name: 'expenses.update',
  needs: 'expenses:own',
  input: contract.updateExpense.input,
  async run(scope, { expenseId, ...change }) {
    const before = await loadExpenseForUpdate(scope, expenseId)
    checkMine(scope, before)
    checkEditable(before)
    if (scope.expectedRevision !== undefined) checkRevision(scope, await toDetail(scope, before))
    const names = await merchantNames(scope, [before.merchantId])
    const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const whole: SaidExpense = { ...before, merchantName: names.get(before.merchantId) ?? '', ...said }
    const { categoryId, spentOn, amountCents, taxCents, projectId, billable, markupPercent, paidBy, notes } = whole
    const resolved = await resolveExpense(scope, whole, before)
    const { clientId, merchantId, payingAccountId } = resolved
    const after = await saveExpense(scope, before, {
      ...{ categoryId, spentOn, amountCents, taxCents, projectId, billable, markupPercent, paidBy, notes },
      ...{ clientId, merchantId, payingAccountId },
    })
    audit(scope, { subjectType: 'expense', subjectId: expenseId, before, after })
    signal(scope, 'expenses', expenseId)
    return toDetail(scope, after)
  },
})
