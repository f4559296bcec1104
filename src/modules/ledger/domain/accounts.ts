import type { AccountType } from '#kernel/accounts.ts'

type SystemAccount = { code: string; name: string; type: AccountType; contra?: true; control?: true; derived?: true }

/** The default chart of spec/money.md; the keys are what the rest of the code calls its accounts. */
export const systemAccounts = {
  cash: { code: '1000', name: 'Cash', type: 'asset' },
  undeposited_stripe: { code: '1050', name: 'Undeposited Stripe balance', type: 'asset' },
  accounts_receivable: { code: '1100', name: 'Accounts Receivable', type: 'asset', control: true },
  accounts_payable: { code: '2000', name: 'Accounts Payable', type: 'liability', control: true },
  sales_tax_payable: { code: '2100', name: 'Sales Tax Payable', type: 'liability' },
  customer_credits: { code: '2200', name: 'Customer Credits', type: 'liability', control: true },
  employee_reimbursements: { code: '2300', name: 'Employee Reimbursements', type: 'liability', control: true },
  owners_equity: { code: '3000', name: "Owner's Equity", type: 'equity' },
  retained_earnings: { code: '3900', name: 'Retained Earnings', type: 'equity', derived: true },
  revenue: { code: '4000', name: 'Revenue', type: 'income' },
  discounts: { code: '4900', name: 'Discounts and Allowances', type: 'income', contra: true },
  processing_fees: { code: '5000', name: 'Payment Processing Fees', type: 'expense' },
  expenses: { code: '6000', name: 'Expenses', type: 'expense' },
  bad_debts: { code: '6900', name: 'Bad Debts', type: 'expense' },
} as const satisfies Record<string, SystemAccount>

export type SystemKey = keyof typeof systemAccounts
