import { newId } from '#kernel/ids.ts'
import { loadActor } from '#modules/companies/server/index.ts'
import type { Command } from '#platform/operation.ts'
import { execute, type Preview, preview } from '#platform/runner.ts'
import { openScope } from '#platform/scope.ts'
import { provision, routes } from '../../app/modules.ts'
import { cast } from '../cast.ts'
import type { TestHouse } from '../house.ts'
import { type Act, actors, now, type Who } from './act.ts'
import type { Chart } from './ledger.ts'

/** A company that nobody has played in, with the cast at work in it, two clients and two vendors. */
export type Company = {
  id: string
  clientIds: string[]
  vendorIds: string[]
  chart: Chart
  /** What expenses are for. */
  categoryId: string
  perform(who: Who, act: Act, idempotencyKey?: string): Promise<unknown>
  preview(who: Who, act: Act): Promise<Preview<unknown>>
}

const commands = new Map(routes.map(({ operation }) => [operation.name, operation as Command]))

export async function newCompany(house: TestHouse): Promise<Company> {
  const id = newId()
  const [clientIds, vendorIds] = [
    [newId(), newId()],
    [newId(), newId()],
  ]
  await house.sql(
    'owner',
    `WITH company AS (INSERT INTO companies (id, name, time_zone, sales_tax_percent) VALUES ($1, 'Model', 'America/New_York', 8.25) RETURNING id),
       people AS (INSERT INTO members (company_id, id, user_id, role, display_name)
         SELECT $1, p.id, p.user_id, p.role, p.name FROM jsonb_to_recordset($2::jsonb) AS p (id uuid, user_id uuid, role text, name text)),
       vendors AS (INSERT INTO vendors (company_id, id, name) SELECT $1, v.id::uuid, 'Vendor' FROM jsonb_array_elements_text($4::jsonb) AS v (id))
     INSERT INTO clients (company_id, id, organization_name) SELECT $1, c.id::uuid, 'Client' FROM jsonb_array_elements_text($3::jsonb) AS c (id)`,
    [
      id,
      JSON.stringify(
        Object.entries(actors).map(([who, role]) => ({
          id: newId(),
          user_id: cast[who as Who].userId,
          role,
          name: who,
        })),
      ),
      JSON.stringify(clientIds),
      JSON.stringify(vendorIds),
    ],
    id,
  )
  const system = { kind: 'system', name: 'model' } as const
  await openScope({ ...house, origin: { requestId: 'model' }, mode: 'write' }, id, system, provision)
  const accounts = await house.sql<{ code: string; id: string }>('owner', 'SELECT code, id FROM accounts', [], id)
  const [category] = await house.sql<{ id: string }>(
    'owner',
    "SELECT id FROM expense_categories WHERE default_key = 'travel'",
    [],
    id,
  )
  const where = (who: Who) => ({
    companyId: id,
    actor: loadActor({ userId: cast[who].userId, factorAt: null }),
    origin: { requestId: `model-${who}`, now },
  })
  return {
    id,
    clientIds,
    vendorIds,
    categoryId: category?.id ?? '',
    chart: new Map(accounts.map((account) => [account.code, account.id])),
    perform: (who, act, idempotencyKey) => execute(house, commandOf(act), where(who), act.input, { idempotencyKey }),
    preview: (who, act) => preview(house, commandOf(act), where(who), act.input),
  }
}

function commandOf({ command }: Act): Command {
  const found = commands.get(command)
  if (!found) throw new Error(`no route performs ${command}`)
  return found
}
