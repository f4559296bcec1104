import { type FieldError, Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { type Account, findAccountsById } from './store.ts'

/** Refuses accounts that are not moved by hand, each beside its line: `lines.0.accountId`. */
export async function checkManualAccounts(scope: Scope, ids: readonly string[]): Promise<void> {
  refuseUnfit(await findAccountsById(scope, ids), ids)
}

/** The same for accounts that were found already. */
export function refuseUnfit(accounts: ReadonlyMap<string, Account>, ids: readonly string[]): void {
  const errors = ids.flatMap((id, at): FieldError[] => {
    const message = whyNot(accounts.get(id))
    return message ? [{ path: `lines.${at}.accountId`, message }] : []
  })
  if (errors.length > 0) throw new Refusal('invalid_input', {}, { errors })
}

function whyNot(account: Account | undefined): string | undefined {
  if (!account) return 'There is no such account.'
  if (!account.active) return `${account.name} is no longer in use.`
  if (account.control) return `${account.name} is moved only by its documents.`
  if (account.derived) return `${account.name} is computed and never posted to.`
  return undefined
}
