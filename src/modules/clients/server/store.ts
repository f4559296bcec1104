import { and, eq, inArray, isNull } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { columnsOf } from '#platform/database/columns.ts'
import type { Opening, Scope } from '#platform/scope.ts'
import { clients } from './tables.ts'

export type ClientRow = typeof clients.$inferSelect
/** What commands may write; the rest belongs to the database. */
export type ClientFields = Pick<
  ClientRow,
  | 'organizationName'
  | 'personName'
  | 'email'
  | 'phones'
  | 'addressLine1'
  | 'addressLine2'
  | 'city'
  | 'region'
  | 'postalCode'
  | 'country'
  | 'taxId'
  | 'paymentTermsDays'
  | 'internalNote'
>

const living = (scope: Scope, id: string) =>
  and(eq(clients.companyId, scope.companyId), eq(clients.id, id), isNull(clients.deletedAt))

const loadStatement = `SELECT ${columnsOf(clients, 'c')} FROM clients c WHERE c.company_id = $1 AND c.id = $2 AND c.deleted_at IS NULL`

/** The client, archived or not. Refuses `not_found`, also for one that was deleted. */
export async function loadClient(scope: Opening, id: string): Promise<ClientRow> {
  const [found] = await scope.sql<ClientRow>('clients.load', loadStatement, [scope.companyId, id])
  if (!found) throw new Refusal('not_found')
  return found
}

/** The same, locked until the transaction ends. */
export async function loadClientForUpdate(scope: Opening, id: string): Promise<ClientRow> {
  const [found] = await scope.sql<ClientRow>('clients.loadForUpdate', `${loadStatement} FOR NO KEY UPDATE`, [
    scope.companyId,
    id,
  ])
  if (!found) throw new Refusal('not_found')
  return found
}

/** The same, waiting for everyone who is just making something that refers to it. */
export async function loadClientForDelete(scope: Scope, id: string): Promise<ClientRow> {
  const [found] = await scope.tx.select().from(clients).where(living(scope, id)).for('update')
  if (!found) throw new Refusal('not_found')
  return found
}

/** Clients by id; those that are not there are missing from the map. */
export async function findClients(scope: Scope, ids: readonly string[]): Promise<Map<string, ClientRow>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.tx
    .select()
    .from(clients)
    .where(and(eq(clients.companyId, scope.companyId), inArray(clients.id, wanted), isNull(clients.deletedAt)))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Client id → the name that people know. */
export async function clientNames(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.tx
    .select({ id: clients.id, name: clients.displayName })
    .from(clients)
    .where(and(eq(clients.companyId, scope.companyId), inArray(clients.id, wanted)))
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function insertClient(scope: Scope, id: string, fields: ClientFields): Promise<ClientRow> {
  const [row] = await scope.tx
    .insert(clients)
    .values({ companyId: scope.companyId, id, ...fields, createdAt: scope.now, updatedAt: scope.now })
    .returning()
  return present(row)
}

/** Saves over the row that was loaded for update, as its next revision. */
export async function saveClient(
  scope: Scope,
  before: ClientRow,
  change: Partial<ClientFields & Pick<ClientRow, 'archivedAt' | 'deletedAt'>>,
): Promise<ClientRow> {
  const [row] = await scope.tx
    .update(clients)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(and(eq(clients.companyId, scope.companyId), eq(clients.id, before.id)))
    .returning()
  return present(row)
}
