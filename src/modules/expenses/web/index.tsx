import { IconPlus, IconReceipt2, IconUserCheck } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** What was bought for work. */
export const expenses: WebModule = {
  routes: (company) => [
    screen(company, '/expenses', () => import('./list.tsx'), 'ExpenseList'),
    screen(company, '/expenses/new', () => import('./form.tsx'), 'NewExpense'),
    screen(company, '/expenses/approvals', () => import('./approvals.tsx'), 'ExpenseApprovals'),
    screen(company, '/expenses/owed', () => import('./owed.tsx'), 'ExpensesOwed'),
    screen(company, '/expenses/categories', () => import('./categories.tsx'), 'ExpenseCategories'),
    screen(
      company,
      '/expenses/reimbursements/$reimbursementId',
      () => import('./reimbursement.tsx'),
      'ReimbursementScreen',
    ),
    screen(company, '/expenses/$expenseId', () => import('./expense.tsx'), 'ExpenseScreen'),
    screen(company, '/expenses/$expenseId/edit', () => import('./form.tsx'), 'EditExpense'),
  ],
  navigation: [
    {
      group: 'Work',
      label: 'Expenses',
      to: '/expenses',
      icon: IconReceipt2,
      keys: 'g x',
      needs: 'expenses:own',
      order: 15,
    },
  ],
  commands: [
    {
      id: 'expense-new',
      label: 'New expense',
      icon: IconPlus,
      to: '/expenses/new',
      needs: 'expenses:own',
      keywords: 'receipt cost purchase spend',
    },
    {
      id: 'expense-approve',
      label: 'Approve expenses',
      icon: IconUserCheck,
      to: '/expenses/approvals',
      needs: 'expenses:approve',
      keywords: 'submitted reject reimburse',
    },
  ],
  search: async (asked) => (await import('./search.ts')).findExpenses(asked),
  slots: {
    projectExpenses: lazy(async () => ({ default: (await import('./of-record.tsx')).ProjectExpenses })),
    clientExpenses: lazy(async () => ({ default: (await import('./of-record.tsx')).ClientExpenses })),
  },
}
