import { present } from '#kernel/assert.ts'
import { loadChosenAccounts, type NewEntry, postEntry } from '#modules/ledger/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import { findCategories } from './category-store.ts'
import { merchantNames } from './merchant-store.ts'
import { owedMoved } from './owed.ts'
import type { ExpenseRow } from './store.ts'

/**
 * Posts approved expenses: each to its category's account, tax included, against the account that the company paid from
 * or what is owed to the member. Refuses accounts that can no longer be used.
 */
export async function postExpenses(scope: Scope, rows: readonly ExpenseRow[]): Promise<void> {
  if (rows.length === 0) return
  const categories = await findCategories(scope)
  const accountOf = (row: ExpenseRow) => present(categories.get(row.categoryId)).accountId
  await loadChosenAccounts(scope, 'expense', rows.map(accountOf))
  await loadChosenAccounts(
    scope,
    'paying',
    rows.flatMap((row) => row.payingAccountId ?? []),
  )
  const names = await merchantNames(
    scope,
    rows.map((row) => row.merchantId),
  )
  for (const row of rows) await postEntry(scope, expenseEntry(row, accountOf(row), names.get(row.merchantId) ?? ''))
  const owed = rows.filter((row) => row.paidBy === 'member')
  await owedMoved(
    scope,
    owed.map(({ memberId, amountCents }) => ({ memberId, deltaCents: amountCents })),
  )
}

function expenseEntry(row: ExpenseRow, accountId: string, merchantName: string): NewEntry {
  const { amountCents, clientId, projectId } = row
  return {
    entryDate: present(row.postedOn),
    memo: `Expense: ${merchantName}`,
    sourceType: 'expense',
    sourceId: row.id,
    lines: [
      { account: { accountId }, debitCents: amountCents, clientId, projectId },
      { account: paidFrom(row), creditCents: amountCents, clientId, projectId },
    ],
  }
}

function paidFrom({ paidBy, payingAccountId }: ExpenseRow): NewEntry['lines'][number]['account'] {
  if (paidBy === 'member') return 'employee_reimbursements'
  return payingAccountId ? { accountId: payingAccountId } : 'cash'
}
