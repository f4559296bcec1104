import { type Holder, isAllowed, type Role } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'

/** A member as far as rights go. */
export type Standing = { id: string; role: Role; active: boolean }

/** Who acts, and the owners that the company has now: members by id. */
export type Powers = { actorId: string; owners: readonly string[] }

/**
 * Refuses what would change an owner without being one, and what would leave the company without one. Decided from the
 * owners as they are under the lock: whoever stopped being one a moment ago is none.
 */
export function checkOwnership(before: Standing, after: Standing, { actorId, owners }: Powers): void {
  const owns = (one: Standing) => one.active && one.role === 'owner'
  const touchesOwner = before.role === 'owner' || after.role === 'owner'
  const bySelf = before.id === actorId && after.role === before.role
  if (touchesOwner && !bySelf && !owners.includes(actorId)) throw new Refusal('owner_needed')
  if (owns(before) && !owns(after) && !owners.some((id) => id !== before.id)) throw new Refusal('last_owner_kept')
}

/** Whether somebody may invite to a role: whoever manages people, to be an owner only an owner. */
export function mayInvite(sender: Holder & { active: boolean }, role: Role): boolean {
  return sender.active && isAllowed(sender, 'members:manage') && (role !== 'owner' || sender.role === 'owner')
}
