import { isAllowed, type Permission } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Member, Scope } from './scope.ts'

/** The member who acts; for what belongs to people, so that nobody else has any. */
export function me({ actor }: Scope): Member {
  if (actor.kind !== 'member') throw new Refusal('not_allowed')
  return actor
}

/** The signed-in person who acts; null for the system, and for a client who came by a link. */
export const authorOf = ({ actor }: Scope): string | null => (actor.kind === 'member' ? actor.userId : null)

/** Whether the actor may see or do what a permission covers, beside what the operation itself needs. */
export function may({ actor }: Scope, permission: Permission): boolean {
  return actor.kind === 'system' || (actor.kind === 'member' && isAllowed(actor, permission))
}

export function isMine({ actor }: Scope, record: { memberId: string }): boolean {
  return actor.kind === 'member' && actor.memberId === record.memberId
}

/** For what only the one may do whose record it is. */
export function checkMine(scope: Scope, record: { memberId: string }): void {
  if (!isMine(scope, record)) throw new Refusal('not_allowed')
}
