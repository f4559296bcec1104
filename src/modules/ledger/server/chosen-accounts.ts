import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

export type ChosenAccount = { id: string; code: string; name: string; systemKey: string | null }

/** `expense`: what something costs. `paying`: where money comes from, any account that no document controls. */
export type AccountUse = 'expense' | 'paying'

/**
 * The accounts that a command was told to use, by id, in one query. Refuses `not_found` when one is not the company's,
 * `account_not_expense` or `account_not_paying` when one cannot serve this or is no longer in use.
 */
export async function loadChosenAccounts(
  scope: Scope,
  use: AccountUse,
  ids: Iterable<string>,
): Promise<Map<string, ChosenAccount>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.sql<ChosenAccount & { fits: boolean }>(
    `ledger.chosen.${use}`,
    `SELECT id, code, name, system_key AS "systemKey", active AND ${fits[use]} AS fits
     FROM accounts WHERE company_id = $1 AND id = ANY ($2::uuid[]) AND deleted_at IS NULL`,
    [scope.companyId, wanted],
  )
  if (rows.length < wanted.length) throw new Refusal('not_found')
  if (rows.some((row) => !row.fits)) throw new Refusal(use === 'expense' ? 'account_not_expense' : 'account_not_paying')
  return new Map(rows.map(({ fits: _fits, ...account }) => [account.id, account]))
}

const fits: Record<AccountUse, string> = {
  expense: "type = 'expense'",
  paying: "NOT control AND NOT derived AND type IN ('asset', 'liability', 'equity')",
}
