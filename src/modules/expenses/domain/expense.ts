import type { PlainDate } from '#kernel/calendar.ts'
import { addDecimals } from '#kernel/decimal.ts'
import { assertDocumentRange, type Cents, percentOf } from '#kernel/money.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'

export const expenseStates = ['draft', 'submitted', 'approved', 'reimbursed', 'void'] as const
export type ExpenseState = (typeof expenseStates)[number]

export const payers = ['company', 'member'] as const
export type PaidBy = (typeof payers)[number]

type Standing = { state: ExpenseState; paidBy: PaidBy; documentId: string | null }

/** Only drafts are changed and deleted, by their owner. */
export function checkEditable({ state }: Pick<Standing, 'state'>): void {
  if (state === 'submitted') throw new Refusal('expense_not_draft')
  if (state !== 'draft') throw new Refusal('expense_locked')
}

/** Where a draft goes when it is submitted; undefined when it was submitted before. */
export function submitted(
  { state }: Pick<Standing, 'state'>,
  needsApproval: boolean,
): 'submitted' | 'approved' | undefined {
  if (state === 'void') throw new Refusal('expense_not_draft')
  if (state !== 'draft') return undefined
  return needsApproval ? 'submitted' : 'approved'
}

/** Whether approving changes it: what is approved already stays so, and is posted once. */
export function isApprovable({ state }: Pick<Standing, 'state'>): boolean {
  if (state === 'approved' || state === 'reimbursed') return false
  if (state !== 'submitted') throw new Refusal('expense_not_submitted')
  return true
}

/** Only what is not in the books yet goes back to its owner. */
export function checkRejectable({ state }: Pick<Standing, 'state'>): void {
  if (state === 'approved' || state === 'reimbursed') throw new Refusal('expense_locked')
  if (state !== 'submitted') throw new Refusal('expense_not_submitted')
}

/** Members are paid back once, for what they paid themselves. */
export function checkReimbursable({ state, paidBy }: Pick<Standing, 'state' | 'paidBy'>): void {
  if (paidBy !== 'member') throw new Refusal('expense_of_company')
  if (state === 'reimbursed') throw new Refusal('expense_reimbursed_once')
  if (state !== 'approved') throw new Refusal('expense_not_approved')
}

/** What stands in the books is voided there; what hangs on it must be undone first. */
export function checkVoidable({ state, documentId }: Standing): void {
  if (state === 'reimbursed') throw new Refusal('expense_reimbursed')
  if (state !== 'approved') throw new Refusal('expense_not_approved')
  if (documentId !== null) throw new Refusal('expense_billed')
}

/** Nothing is bought in the future, and tax is a part of what was paid. */
export function checkAmounts(
  { spentOn, amountCents, taxCents }: { spentOn: PlainDate; amountCents: Cents; taxCents: Cents },
  today: PlainDate,
): void {
  if (spentOn > today) throw refuseField('spentOn', 'This day has not come yet.')
  if (taxCents > amountCents) throw refuseField('taxCents', 'The tax cannot be more than the whole amount.')
}

/** What the client is charged: the amount with its markup, rounded half up. Refuses more than a document can hold. */
export function billableCents({ amountCents, markupPercent }: { amountCents: Cents; markupPercent: string }): Cents {
  const factor = addDecimals('100', markupPercent)
  return assertDocumentRange(percentOf(amountCents, factor))
}
