import { present } from '#kernel/assert.ts'
import { loadChosenAccounts } from '#modules/ledger/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'

type Choice = { id: string; code: string; name: string; systemKey: string | null }

const statement = `
  SELECT id, code, name, system_key AS "systemKey", type FROM accounts
  WHERE company_id = $1 AND active AND deleted_at IS NULL AND NOT control AND NOT derived
    AND type IN ('asset', 'liability', 'equity', 'expense') ORDER BY code`

/** Names only, and no balances: whoever enters an expense says what it was paid from. */
export const listExpenseAccounts = query({
  name: 'expenses.listAccounts',
  needs: 'expenses:own',
  input: contract.listExpenseAccounts.input,
  async run(scope) {
    const rows = await scope.sql<Choice & { type: string }>('expenses.accounts', statement, [scope.companyId])
    const choices = (expense: boolean) =>
      rows.filter((row) => (row.type === 'expense') === expense).map(({ type: _type, ...choice }) => choice)
    return { paying: choices(false), expense: choices(true) }
  },
})

/** The account that pays; Cash when none was chosen. Refuses one that cannot. */
export async function payingAccount(scope: Scope, chosen: string | null): Promise<{ id: string; name: string }> {
  if (chosen) return present((await loadChosenAccounts(scope, 'paying', [chosen])).get(chosen))
  const [cash] = await scope.sql<{ id: string; name: string }>(
    'expenses.cash',
    "SELECT id, name FROM accounts WHERE company_id = $1 AND system_key = 'cash'",
    [scope.companyId],
  )
  return present(cash)
}
