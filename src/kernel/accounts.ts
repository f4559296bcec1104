/** The five kinds of account, in the order of a chart. */
export const accountTypes = ['asset', 'liability', 'equity', 'income', 'expense'] as const
export type AccountType = (typeof accountTypes)[number]

/** The side on which an account of this type grows. A contra account keeps the side of its type and runs below zero. */
function normalSide(type: AccountType): 'debit' | 'credit' {
  return type === 'asset' || type === 'expense' ? 'debit' : 'credit'
}

/** What debits and credits amount to, seen from the account's normal side. */
export function balanceOf(type: AccountType, debitCents: number, creditCents: number): number {
  return (normalSide(type) === 'debit' ? debitCents - creditCents : creditCents - debitCents) + 0
}
