import { type AnyColumn, and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { projectMembers, projectServices, projects } from './tables.ts'

export type ProjectRow = typeof projects.$inferSelect
export type ProjectServiceRow = Omit<typeof projectServices.$inferSelect, 'companyId' | 'projectId'>
export type ProjectFields = Omit<
  ProjectRow,
  'companyId' | 'id' | 'state' | 'sortName' | 'searchText' | 'revision' | 'createdAt' | 'updatedAt' | 'deletedAt'
>

/**
 * Restricts a query to projects that the actor may see; undefined when that is all of them. `projectId` is the column
 * that holds the project: `and(eq(…), assignedOnly(scope, timeEntries.projectId))`.
 */
export function assignedOnly(scope: Scope, projectId: AnyColumn): SQL | undefined {
  if (scope.actor.kind !== 'member' || scope.actor.role !== 'staff') return undefined
  return sql`EXISTS (SELECT FROM project_members assigned WHERE assigned.company_id = ${scope.companyId}
    AND assigned.project_id = ${projectId} AND assigned.member_id = ${scope.actor.memberId})`
}

const visible = (scope: Scope, id: string) =>
  and(
    eq(projects.companyId, scope.companyId),
    eq(projects.id, id),
    isNull(projects.deletedAt),
    assignedOnly(scope, projects.id),
  )

/** The project in any state. Refuses `not_found`, also when a staff member is not assigned to it. */
export async function loadProject(scope: Scope, id: string): Promise<ProjectRow> {
  const [found] = await scope.tx.select().from(projects).where(visible(scope, id))
  if (!found) throw new Refusal('not_found')
  return found
}

/** The same, locked until the transaction ends. */
export async function loadProjectForUpdate(scope: Scope, id: string): Promise<ProjectRow> {
  const [found] = await scope.tx.select().from(projects).where(visible(scope, id)).for('no key update')
  if (!found) throw new Refusal('not_found')
  return found
}

/** The same, waiting for everyone who is just making something that refers to it. */
export async function loadProjectForDelete(scope: Scope, id: string): Promise<ProjectRow> {
  const [found] = await scope.tx.select().from(projects).where(visible(scope, id)).for('update')
  if (!found) throw new Refusal('not_found')
  return found
}

/** Projects by id, whoever asks; those that are not there are missing from the map. */
export async function findProjects(scope: Scope, ids: readonly string[]): Promise<Map<string, ProjectRow>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.tx
    .select()
    .from(projects)
    .where(and(eq(projects.companyId, scope.companyId), inArray(projects.id, wanted), isNull(projects.deletedAt)))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Project id → its name, whoever asks: on records that the actor may see. */
export async function projectNames(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.tx
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(and(eq(projects.companyId, scope.companyId), inArray(projects.id, wanted)))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Whether a project has this number, whoever asks. */
export async function isNumberTaken(scope: Scope, number: string): Promise<boolean> {
  const rows = await scope.tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.companyId, scope.companyId), eq(projects.number, number), isNull(projects.deletedAt)))
  return rows.length > 0
}

/** The services of one project, by name. */
export async function loadProjectServices(scope: Scope, projectId: string): Promise<ProjectServiceRow[]> {
  return scope.tx
    .select({ id: projectServices.id, catalogItemId: projectServices.catalogItemId, name: projectServices.name })
    .from(projectServices)
    .where(and(eq(projectServices.companyId, scope.companyId), eq(projectServices.projectId, projectId)))
    .orderBy(asc(sql`lower(${projectServices.name})`), asc(projectServices.id))
}

export async function loadMemberIds(scope: Scope, projectId: string): Promise<string[]> {
  const rows = await scope.tx
    .select({ memberId: projectMembers.memberId })
    .from(projectMembers)
    .where(and(eq(projectMembers.companyId, scope.companyId), eq(projectMembers.projectId, projectId)))
    .orderBy(asc(projectMembers.memberId))
  return rows.map((row) => row.memberId)
}

export async function insertProject(scope: Scope, id: string, fields: ProjectFields): Promise<ProjectRow> {
  const [row] = await scope.tx
    .insert(projects)
    .values({ companyId: scope.companyId, id, ...fields, createdAt: scope.now, updatedAt: scope.now })
    .returning()
  return present(row)
}

/** Saves over the row that was loaded for update, as its next revision. */
export async function saveProject(
  scope: Scope,
  before: ProjectRow,
  change: Partial<ProjectFields & Pick<ProjectRow, 'state' | 'deletedAt'>>,
): Promise<ProjectRow> {
  const [row] = await scope.tx
    .update(projects)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(and(eq(projects.companyId, scope.companyId), eq(projects.id, before.id)))
    .returning()
  return present(row)
}

export async function replaceMembers(scope: Scope, projectId: string, memberIds: readonly string[]): Promise<void> {
  await scope.tx
    .delete(projectMembers)
    .where(and(eq(projectMembers.companyId, scope.companyId), eq(projectMembers.projectId, projectId)))
  if (memberIds.length === 0) return
  await scope.tx
    .insert(projectMembers)
    .values(memberIds.map((memberId) => ({ companyId: scope.companyId, projectId, memberId })))
}

export async function replaceServices(
  scope: Scope,
  projectId: string,
  services: readonly ProjectServiceRow[],
): Promise<void> {
  await scope.tx
    .delete(projectServices)
    .where(and(eq(projectServices.companyId, scope.companyId), eq(projectServices.projectId, projectId)))
  if (services.length === 0) return
  await scope.tx
    .insert(projectServices)
    .values(services.map((service) => ({ companyId: scope.companyId, projectId, ...service })))
}
