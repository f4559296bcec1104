import type { AccountType } from '#kernel/accounts.ts'
import { balanceOf } from '#kernel/accounts.ts'
import { sumCents } from '#kernel/money.ts'

/** An account with the sums of its debits and credits over a span. */
export type AccountSum = {
  accountId: string
  code: string
  name: string
  type: AccountType
  derived: boolean
  contra: boolean
  systemKey: string | null
  debitCents: number
  creditCents: number
}

export const isNominal = ({ type }: Pick<AccountSum, 'type'>) => type === 'income' || type === 'expense'

/** From the normal side of the account's type. */
export const balance = (sum: AccountSum) => balanceOf(sum.type, sum.debitCents, sum.creditCents)

/** What the income and expense accounts among the sums earned: credits over debits. */
export function earnings(sums: readonly AccountSum[]): number {
  return sumCents(sums.filter(isNominal).map((sum) => sum.creditCents - sum.debitCents))
}

/** `all` without `part`, account by account: what happened after the part. */
export function without(
  all: readonly AccountSum[],
  part: readonly Pick<AccountSum, 'accountId' | 'debitCents' | 'creditCents'>[],
): AccountSum[] {
  const minus = new Map(part.map((sum) => [sum.accountId, sum]))
  return all.map((sum) => {
    const less = minus.get(sum.accountId)
    return {
      ...sum,
      debitCents: sum.debitCents - (less?.debitCents ?? 0),
      creditCents: sum.creditCents - (less?.creditCents ?? 0),
    }
  })
}
