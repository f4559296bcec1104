import { and, eq, sql } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Member as Acting, Scope } from '#platform/scope.ts'
import type { Powers, Standing } from '../domain/standing.ts'
import { members } from './tables.ts'

export type MemberRow = typeof members.$inferSelect
export type MemberFields = Pick<
  MemberRow,
  | 'role'
  | 'displayName'
  | 'billingRateCents'
  | 'costRateCents'
  | 'canApproveTime'
  | 'canViewCompanyFinancials'
  | 'requireTwoFactor'
  | 'deactivatedAt'
>

const byId = (scope: Scope, id: string) => and(eq(members.companyId, scope.companyId), eq(members.id, id))

export const standingOf = (row: Pick<MemberRow, 'id' | 'role' | 'deactivatedAt'>): Standing => ({
  id: row.id,
  role: row.role,
  active: row.deactivatedAt === null,
})

/** The member who acts; people are changed by people. */
export function acting({ actor }: Scope): Acting {
  if (actor.kind !== 'member') throw new Refusal('not_allowed')
  return actor
}

/** Locks the owners, always in the order of their ids, so that two acts on them come one after the other. */
export async function lockPowers(scope: Scope): Promise<Powers> {
  const rows = await scope.sql<{ id: string }>(
    'members.lockOwners',
    `SELECT id FROM members WHERE company_id = $1 AND role = 'owner' AND deactivated_at IS NULL
     ORDER BY id FOR NO KEY UPDATE`,
    [scope.companyId],
  )
  return { actorId: acting(scope).memberId, owners: rows.map(({ id }) => id) }
}

export async function loadMemberForUpdate(scope: Scope, id: string): Promise<MemberRow> {
  const [row] = await scope.tx.select().from(members).where(byId(scope, id)).for('no key update')
  if (!row) throw new Refusal('not_found')
  return row
}

/** The place that this person has or had here. */
export async function findPlaceForUpdate(scope: Scope, userId: string): Promise<MemberRow | undefined> {
  const [row] = await scope.tx
    .select()
    .from(members)
    .where(and(eq(members.companyId, scope.companyId), eq(members.userId, userId)))
    .for('no key update')
  return row
}

export async function saveMember(scope: Scope, id: string, change: Partial<MemberFields>): Promise<MemberRow> {
  const [row] = await scope.tx
    .update(members)
    .set({ ...change, revision: sql`revision + 1`, updatedAt: scope.now })
    .where(byId(scope, id))
    .returning()
  return present(row)
}

export async function insertMember(
  scope: Scope,
  fields: Partial<MemberFields> & Pick<MemberRow, 'userId' | 'role' | 'displayName'> & { id?: string },
): Promise<MemberRow> {
  const [row] = await scope.tx
    .insert(members)
    .values({ id: newId(), ...fields, companyId: scope.companyId, createdAt: scope.now, updatedAt: scope.now })
    .returning()
  return present(row)
}
