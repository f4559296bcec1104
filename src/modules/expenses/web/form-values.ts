import type { Expense } from '../contract.ts'

/** What the fields hold. `paidWith` is the account that the company paid from, or `member`. */
export type ExpenseValues = {
  merchantName: string
  categoryId: string | null
  spentOn: string | null
  amountCents: number | null
  taxCents: number | null
  projectId: string | null
  clientId: string | null
  billable: boolean
  markupPercent: string | null
  paidWith: string
  notes: string
}

/** Paid by the member, who is paid back. */
export const ownMoney = 'member'
/** Paid by the company from Cash. */
export const cash = 'cash'

export function emptyValues(today: string, paidWith: string, projectId: string | null): ExpenseValues {
  return {
    ...{ merchantName: '', categoryId: null, spentOn: today, amountCents: null, taxCents: null },
    ...{ projectId, clientId: null, billable: false, markupPercent: null, paidWith, notes: '' },
  }
}

export function valuesOf(expense: Expense): ExpenseValues {
  const { merchantName, categoryId, spentOn, amountCents, projectId, clientId, billable } = expense
  return {
    ...{ merchantName, categoryId, spentOn, amountCents, projectId, clientId, billable },
    taxCents: expense.taxCents === 0 ? null : expense.taxCents,
    markupPercent: expense.markupPercent === '0' ? null : expense.markupPercent,
    paidWith: expense.paidBy === 'member' ? ownMoney : (expense.payingAccountId ?? cash),
    notes: expense.notes ?? '',
  }
}

/** As the contract takes it. */
export function inputOf({ paidWith, ...values }: ExpenseValues) {
  return {
    ...values,
    taxCents: values.taxCents ?? 0,
    markupPercent: values.billable ? (values.markupPercent ?? '0') : '0',
    paidBy: paidWith === ownMoney ? 'member' : 'company',
    payingAccountId: paidWith === ownMoney || paidWith === cash ? null : paidWith,
  }
}
