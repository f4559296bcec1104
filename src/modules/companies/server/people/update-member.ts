import { Refusal } from '#kernel/refusal.ts'
import { assertSeatFree } from '#modules/subscriptions/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { checkOwnership } from '../../domain/standing.ts'
import { loadMemberForUpdate, lockPowers, type MemberFields, saveMember, standingOf } from '../member-store.ts'
import { auditedMember, toMember } from './to-member.ts'

export const updateMember = command({
  name: 'companies.updateMember',
  needs: 'members:manage',
  input: contract.updateMember.input,
  async run(scope, { memberId, name, ...change }) {
    const fields = { ...change, ...(name === undefined ? {} : { displayName: name }) }
    return toMember(scope, await changeMember(scope, memberId, () => fields as Partial<MemberFields>))
  },
})

/** Loads, decides and saves one member, owners locked first; told to the audit log and to open screens. */
export async function changeMember(
  scope: Scope,
  memberId: string,
  decide: (before: Awaited<ReturnType<typeof loadMemberForUpdate>>) => Partial<MemberFields>,
) {
  const powers = await lockPowers(scope)
  const before = await loadMemberForUpdate(scope, memberId)
  checkRevision(scope, await toMember(scope, before))
  const change = decide(before)
  const after = { ...before, ...change }
  checkOwnership(standingOf(before), standingOf(after), powers)
  if (change.deactivatedAt === undefined && before.deactivatedAt !== null) throw new Refusal('member_left')
  if (change.deactivatedAt === null) await assertSeatFree(scope)
  const saved = await saveMember(scope, memberId, change)
  audit(scope, {
    subjectType: 'member',
    subjectId: memberId,
    before: auditedMember(before),
    after: auditedMember(saved),
  })
  signal(scope, 'members', memberId)
  return saved
}
