import { and, eq, isNull } from 'drizzle-orm'
import { Refusal } from '#kernel/refusal.ts'
import { columnsOf } from '#platform/database/columns.ts'
import type { Opening, Scope } from '#platform/scope.ts'
import { accounts } from './tables.ts'

export type Account = typeof accounts.$inferSelect

export type AccountChange = { [name in 'code' | 'name' | 'description' | 'active']?: Account[name] | undefined }

export async function insertAccount(
  scope: Scope,
  account: Pick<Account, 'id' | 'code' | 'name' | 'type' | 'contra' | 'description'>,
): Promise<void> {
  await scope.tx
    .insert(accounts)
    .values({ companyId: scope.companyId, createdAt: scope.now, updatedAt: scope.now, ...account })
}

export async function loadAccountForUpdate(scope: Scope, accountId: string): Promise<Account> {
  const [account] = await scope.tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.companyId, scope.companyId), eq(accounts.id, accountId), isNull(accounts.deletedAt)))
    .for('update')
  if (!account) throw new Refusal('not_found')
  return account
}

export async function saveAccount(scope: Scope, { id, revision }: Account, change: AccountChange): Promise<void> {
  await scope.tx
    .update(accounts)
    .set({ ...change, revision: revision + 1, updatedAt: scope.now })
    .where(and(eq(accounts.companyId, scope.companyId), eq(accounts.id, id)))
}

const byIdStatement = `SELECT ${columnsOf(accounts, 'a')} FROM accounts a WHERE a.company_id = $1 AND a.id = ANY ($2::uuid[]) AND a.deleted_at IS NULL`

/** The accounts with these ids that are there, by id. */
export async function findAccountsById(scope: Opening, ids: readonly string[]): Promise<Map<string, Account>> {
  const rows = await scope.sql<Account>('ledger.accountsById', byIdStatement, [scope.companyId, [...new Set(ids)]])
  return new Map(rows.map((row) => [row.id, row]))
}
