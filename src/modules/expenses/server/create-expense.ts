import { newId } from '#kernel/ids.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { me } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { attachReceipt } from './receipts.ts'
import { resolveExpense } from './resolve-expense.ts'
import { insertExpense } from './store.ts'
import { toDetail } from './to-expense.ts'

export const createExpense = command({
  name: 'expenses.create',
  needs: 'expenses:own',
  input: contract.createExpense.input,
  async run(scope, { id = newId(), mediaIds, spentOn, ...said }) {
    const { memberId } = me(scope)
    const fields = await resolveExpense(scope, { ...said, spentOn: spentOn ?? (await companyToday(scope)) })
    const row = await insertExpense(scope, { id, memberId, ...fields })
    for (const mediaId of mediaIds) await attachReceipt(scope, row, mediaId)
    const expense = await toDetail(scope, row)
    audit(scope, { subjectType: 'expense', subjectId: id, after: expense })
    signal(scope, 'expenses', id)
    return expense
  },
})
