import { isAllowed, type Permission } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Member, Scope } from '#platform/scope.ts'

/** The member who asks; expenses belong to people, so nobody else has any. */
export function me({ actor }: Scope): Member {
  if (actor.kind !== 'member') throw new Refusal('not_allowed')
  return actor
}

export function may({ actor }: Scope, permission: Permission): boolean {
  return actor.kind === 'system' || (actor.kind === 'member' && isAllowed(actor, permission))
}

export function isMine({ actor }: Scope, expense: { memberId: string }): boolean {
  return actor.kind === 'member' && actor.memberId === expense.memberId
}

/** For what only the owner of the expense may do. */
export function checkMine(scope: Scope, expense: { memberId: string }): void {
  if (!isMine(scope, expense)) throw new Refusal('not_allowed')
}
