import type { AccountType } from '#kernel/accounts.ts'

export const typeWords: Record<AccountType, string> = {
  asset: 'Asset',
  liability: 'Liability',
  equity: 'Equity',
  income: 'Income',
  expense: 'Expense',
}

export const typeOptions = Object.entries(typeWords).map(([value, label]) => ({ value, label }))
