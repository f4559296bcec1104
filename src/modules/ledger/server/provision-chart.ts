import { newId } from '#kernel/ids.ts'
import type { Scope } from '#platform/scope.ts'
import { systemAccounts } from '../domain/index.ts'

/** Gives the company the default chart of accounts. Doing it again adds only what is missing. */
export async function provisionChart(scope: Scope): Promise<void> {
  const chart = Object.entries(systemAccounts).map(([system_key, account]) => ({ id: newId(), system_key, ...account }))
  await scope.sql(
    'ledger.provisionChart',
    `INSERT INTO accounts (company_id, id, code, name, type, contra, system_key, control, derived, created_at, updated_at)
     SELECT $1, a.id, a.code, a.name, a.type, coalesce(a.contra, false), a.system_key, coalesce(a.control, false), coalesce(a.derived, false), $2, $2
     FROM jsonb_to_recordset($3::jsonb) AS a (id uuid, system_key text, code text, name text, type text, contra boolean, control boolean, derived boolean)
     ON CONFLICT (company_id, system_key) WHERE system_key IS NOT NULL DO NOTHING`,
    [scope.companyId, scope.now, JSON.stringify(chart)],
  )
}
