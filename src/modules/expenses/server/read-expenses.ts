import { loadCompany } from '#modules/companies/server/index.ts'
import { plainMoney } from '#platform/http/csv-file.ts'
import { listFile } from '#platform/http/list-file.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { findExpensePage, type ListInput, sumExpenses } from './queries.ts'
import { loadExpense } from './store.ts'
import { toDetail, toExpenses } from './to-expense.ts'

export const listExpenses = query({
  name: 'expenses.list',
  needs: 'expenses:own',
  input: contract.listExpenses.input,
  async run(scope, input) {
    if (input.format === 'csv') return expensesFile(scope, input)
    const { items, nextCursor } = await findExpensePage(scope, input)
    const totals = input.include === 'totals' ? await sumExpenses(scope, input) : null
    return { items: await toExpenses(scope, items), nextCursor, totals }
  },
})

export const readExpense = query({
  name: 'expenses.read',
  needs: 'expenses:own',
  input: contract.readExpense.input,
  run: async (scope, { expenseId }) => toDetail(scope, await loadExpense(scope, expenseId)),
})

/** Everything that the filter finds, as it is read, page after page. */
async function expensesFile(scope: Scope, input: ListInput) {
  const money = plainMoney((await loadCompany(scope)).currency)
  const read = async (asked: ListInput) => {
    const { items, nextCursor } = await findExpensePage(scope, asked)
    return { items: await toExpenses(scope, items), nextCursor }
  }
  return listFile('expenses', input, read, [
    ['Date', (one) => one.spentOn],
    ['Merchant', (one) => one.merchantName],
    ['Category', (one) => one.categoryName],
    ['Amount', (one) => money(one.amountCents)],
    ['Tax', (one) => money(one.taxCents)],
    ['Client', (one) => one.clientName],
    ['Project', (one) => one.projectName],
    ['Paid by', (one) => one.paidBy],
    ['Member', (one) => one.memberName],
    ['State', (one) => one.state],
    ['Billed', (one) => (one.documentId ? money(one.billableCents) : null)],
    ['Notes', (one) => one.notes],
  ])
}
