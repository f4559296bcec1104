import { formatMoneyPlain } from '#kernel/money.ts'
import { pageLimitMax } from '#kernel/paging.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { csvFile } from '#platform/http/csv-file.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import type { Expense } from '../contract.ts'
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

const heads = [
  'Date',
  'Merchant',
  'Category',
  'Amount',
  'Tax',
  'Client',
  'Project',
  'Paid by',
  'Member',
  'State',
  'Billed',
  'Notes',
]

/** Everything that the filter finds, as it is read, page after page. */
async function expensesFile(scope: Scope, input: ListInput) {
  const { currency } = await loadCompany(scope)
  const money = (cents: number) => formatMoneyPlain(cents, currency)
  const row = (one: Expense) => [
    ...[one.spentOn, one.merchantName, one.categoryName, money(one.amountCents), money(one.taxCents)],
    ...[one.clientName, one.projectName, one.paidBy, one.memberName, one.state],
    ...[one.documentId ? money(one.billableCents) : null, one.notes],
  ]
  async function* rows() {
    let cursor: string | undefined
    do {
      const page = await findExpensePage(scope, { ...input, limit: pageLimitMax, cursor })
      for (const one of await toExpenses(scope, page.items)) yield row(one)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return csvFile('expenses', heads, rows())
}
