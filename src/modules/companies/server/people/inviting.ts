import { Refusal } from '#kernel/refusal.ts'
import { assertSeatFree } from '#modules/subscriptions/server/index.ts'
import { command, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../../contract-invites.ts'
import {
  type InviteRow,
  insertInvite,
  isMemberAddress,
  loadWaitingForUpdate,
  pageOfInvites,
  saveInvite,
} from '../invite-store.ts'
import { acting, lockPowers } from '../member-store.ts'
import { memberNames } from '../queries.ts'
import { checkSending, mailInvite, newInviteToken } from './invite-mail.ts'

export const listInvites = query({
  name: 'companies.listInvites',
  needs: 'members:manage',
  input: contract.listInvites.input,
  run: pageOfInvites,
})

export const createInvite = command({
  name: 'companies.invite',
  needs: 'members:manage',
  input: contract.createInvite.input,
  async run(scope, { id, ...asked }) {
    if (asked.role === 'owner') await checkOwner(scope)
    if (await isMemberAddress(scope, asked.email)) throw new Refusal('member_active')
    await assertSeatFree(scope)
    await checkSending(scope, asked.email)
    const { token, ...link } = newInviteToken(scope)
    const invitedBy = acting(scope).memberId
    const invite = await insertInvite(scope, id, { ...asked, ...link, invitedBy, sentAt: scope.now })
    await mailInvite(scope, invite, token)
    return told(scope, undefined, invite)
  },
})

/** The old link opens nothing any more; who sends it again vouches for it. */
export const resendInvite = command({
  name: 'companies.resendInvite',
  needs: 'members:manage',
  input: contract.resendInvite.input,
  async run(scope, { inviteId }) {
    const before = await loadWaitingForUpdate(scope, inviteId)
    if (before.role === 'owner') await checkOwner(scope)
    await checkSending(scope, before.email)
    const { token, ...link } = newInviteToken(scope)
    const change = { ...link, sentAt: scope.now, sends: before.sends + 1, invitedBy: acting(scope).memberId }
    const invite = await saveInvite(scope, inviteId, change)
    await mailInvite(scope, invite, token)
    return told(scope, before, invite)
  },
})

export const revokeInvite = command({
  name: 'companies.revokeInvite',
  needs: 'members:manage',
  evenReadOnly: true,
  input: contract.revokeInvite.input,
  async run(scope, { inviteId }) {
    const before = await loadWaitingForUpdate(scope, inviteId)
    if (before.role === 'owner') await checkOwner(scope)
    await told(scope, before, await saveInvite(scope, inviteId, { revokedAt: scope.now }))
    return null
  },
})

/** Admins do not make owners, by invite neither. */
async function checkOwner(scope: Scope): Promise<void> {
  const { owners, actorId } = await lockPowers(scope)
  if (!owners.includes(actorId)) throw new Refusal('owner_needed')
}

const audited = (row: InviteRow) => ({
  email: row.email,
  role: row.role,
  canApproveTime: row.canApproveTime,
  canViewCompanyFinancials: row.canViewCompanyFinancials,
  billingRateCents: row.billingRateCents,
  costRateCents: row.costRateCents,
  sentAt: row.sentAt,
  expiresAt: row.expiresAt,
  revokedAt: row.revokedAt,
})

/** Told to the audit log, to open screens, and to whoever asked. */
async function told(scope: Scope, before: InviteRow | undefined, row: InviteRow): Promise<contract.Invite> {
  const { id, email, role, canApproveTime, canViewCompanyFinancials, sentAt, expiresAt } = row
  const invite = { id, email, role, canApproveTime, canViewCompanyFinancials, sentAt, expiresAt }
  audit(scope, { subjectType: 'invite', subjectId: id, before: before && audited(before), after: audited(row) })
  signal(scope, 'members', id)
  const names = await memberNames(scope, [row.invitedBy])
  return { ...invite, state: expiresAt > scope.now ? 'open' : 'expired', inviterName: names.get(row.invitedBy) ?? '' }
}
