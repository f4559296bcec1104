import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

export type IncomeAccount = { id: string; code: string; name: string }

/**
 * The accounts on which document lines and catalog items may earn, by id, in one query. Refuses `not_found` when one is
 * not the company's, `account_not_income` when one is of another type or no longer in use.
 */
export async function loadIncomeAccounts(scope: Scope, ids: Iterable<string>): Promise<Map<string, IncomeAccount>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.sql<IncomeAccount & { type: string; active: boolean }>(
    'ledger.incomeAccounts',
    'SELECT id, code, name, type, active FROM accounts WHERE company_id = $1 AND id = ANY ($2::uuid[]) AND deleted_at IS NULL',
    [scope.companyId, wanted],
  )
  if (rows.length < wanted.length) throw new Refusal('not_found')
  if (rows.some((row) => row.type !== 'income' || !row.active)) throw new Refusal('account_not_income')
  return new Map(rows.map(({ id, code, name }) => [id, { id, code, name }]))
}

/** One such account. */
export async function loadIncomeAccount(scope: Scope, accountId: string): Promise<IncomeAccount> {
  const account = (await loadIncomeAccounts(scope, [accountId])).get(accountId)
  if (!account) throw new Refusal('not_found')
  return account
}
