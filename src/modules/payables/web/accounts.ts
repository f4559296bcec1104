import { listAccounts } from '#modules/ledger/contract.ts'
import { useRead } from '#ui/query.ts'

type Option = { value: string; label: string }

/** Expense accounts in use, and the chosen one although it is not. */
export function useExpenseAccounts(...kept: readonly (string | null)[]): Option[] {
  const { data } = useRead(listAccounts, { type: 'expense' }, { staleMs: 60_000 })
  return (data?.items ?? [])
    .filter((account) => account.active || kept.includes(account.id))
    .map((account) => ({ value: account.id, label: `${account.code} ${account.name}` }))
}

/** Accounts that money can come from, and which of them is Cash. */
export function usePayingAccounts(): { options: Option[]; cashId: string | undefined } {
  const { data } = useRead(listAccounts, { active: 'true' }, { staleMs: 60_000 })
  const paying = (data?.items ?? []).filter(
    ({ type, control, derived }) => !control && !derived && type !== 'income' && type !== 'expense',
  )
  return {
    options: paying.map((account) => ({ value: account.id, label: `${account.code} ${account.name}` })),
    cashId: paying.find((account) => account.systemKey === 'cash')?.id,
  }
}
