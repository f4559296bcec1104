import { isAllowed, type Permission } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Member, Scope } from '#platform/scope.ts'

/** The member who asks; time belongs to people, so nobody else has any. */
export function me({ actor }: Scope): Member {
  if (actor.kind !== 'member') throw new Refusal('not_allowed')
  return actor
}

export function may({ actor }: Scope, permission: Permission): boolean {
  return actor.kind === 'system' || (actor.kind === 'member' && isAllowed(actor, permission))
}

export function isMine({ actor }: Scope, entry: { memberId: string }): boolean {
  return actor.kind === 'member' && actor.memberId === entry.memberId
}

/** For what only the owner of the entry may do. */
export function checkMine(scope: Scope, entry: { memberId: string }): void {
  if (!isMine(scope, entry)) throw new Refusal('not_allowed')
}
