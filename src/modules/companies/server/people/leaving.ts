import { Refusal } from '#kernel/refusal.ts'
import { command } from '#platform/operation.ts'
import { announce } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { acting } from '../member-store.ts'
import { toMember } from './to-member.ts'
import { changeMember } from './update-member.ts'

/** Announced when somebody stops working here: `{ memberId }`. */
export const memberLeft = 'member_left'

async function leave(scope: Scope, memberId: string) {
  const saved = await changeMember(scope, memberId, (before) => {
    if (before.deactivatedAt !== null) throw new Refusal('member_left')
    return { deactivatedAt: scope.now }
  })
  announce(scope, memberLeft, { memberId })
  return saved
}

/** From the next request on the person finds no such company; what they did stays under their name. */
export const deactivateMember = command({
  name: 'companies.deactivateMember',
  needs: 'members:manage',
  evenReadOnly: true,
  input: contract.deactivateMember.input,
  async run(scope, { memberId }) {
    if (acting(scope).memberId === memberId) throw new Refusal('member_is_you')
    return toMember(scope, await leave(scope, memberId))
  },
})

export const reactivateMember = command({
  name: 'companies.reactivateMember',
  needs: 'members:manage',
  input: contract.reactivateMember.input,
  async run(scope, { memberId }) {
    const saved = await changeMember(scope, memberId, (before) => {
      if (before.deactivatedAt === null) throw new Refusal('member_active')
      return { deactivatedAt: null }
    })
    return toMember(scope, saved)
  },
})

/** Anybody may go, except the last owner. */
export const leaveCompany = command({
  name: 'companies.leave',
  needs: 'company:read',
  evenReadOnly: true,
  input: contract.leaveCompany.input,
  async run(scope) {
    await leave(scope, acting(scope).memberId)
    return null
  },
})
