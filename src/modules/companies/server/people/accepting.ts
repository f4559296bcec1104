import { newId } from '#kernel/ids.ts'
import { everythingOn } from '#kernel/plans.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadPerson, registerPerson } from '#modules/identity/server/index.ts'
import { assertSeatFree } from '#modules/subscriptions/server/index.ts'
import { hashToken } from '#platform/http/mount.ts'
import { personCommand, visitorCommand, visitorQuery } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import { writeDown } from '#platform/runner.ts'
import {
  enterCompany,
  holdLink,
  type Member,
  type PersonScope,
  type Scope,
  type VisitorScope,
} from '#platform/scope.ts'
import * as contract from '../../contract-invites.ts'
import { findHeld, type InviteRow, isVouchedFor, loadWaitingForUpdate, saveInvite } from '../invite-store.ts'
import { assertAtWork } from '../is-at-work.ts'
import { findPlaceForUpdate, insertMember, saveMember } from '../member-store.ts'
import { loadCompany, memberNames } from '../queries.ts'
import { auditedMember } from './to-member.ts'

type Opened = { scope: Scope; invite: InviteRow; me: Member }

/**
 * Opens the invite whose token is held, locked, with the place that it offers as the actor. Used, taken back, replaced
 * and too old are all alike, and tell nothing of the company any more; so is one whose sender may no longer invite.
 */
async function open(holder: PersonScope | VisitorScope, token: string, who: { userId: string; name: string }) {
  const tokenHash = hashToken(token)
  const held = await findHeld(holder, tokenHash)
  if (!held) throw new Refusal('invite_over')
  const me: Member = {
    kind: 'member',
    userId: who.userId,
    memberId: newId(),
    name: who.name,
    role: 'staff',
    canApproveTime: false,
    canViewCompanyFinancials: false,
    plan: everythingOn,
  }
  const scope = await enterCompany(holder, held.companyId, me)
  const invite = await loadWaitingForUpdate(scope, held.id)
  if (invite.tokenHash !== tokenHash || invite.expiresAt <= scope.now) throw new Refusal('invite_over')
  if (!(await isVouchedFor(scope, invite, 'end'))) throw new Refusal('invite_over')
  await assertAtWork(scope)
  return { scope, invite, me } satisfies Opened
}

/** Looks without locking anything: a GET changes nothing. */
export const readInvite = visitorQuery({
  name: 'companies.readInvite',
  input: contract.readInvite.input,
  async run(visitor, { token }) {
    const held = await findHeld(visitor, hashToken(token))
    if (!held) throw new Refusal('invite_over')
    const scope = await enterCompany(visitor, held.companyId, { kind: 'system', name: 'Invite' })
    const invite = await findWaiting(scope, held.id)
    if (!(await isVouchedFor(scope, invite, 'now'))) throw new Refusal('invite_over')
    await assertAtWork(scope)
    const [company, names] = [await loadCompany(scope), await memberNames(scope, [invite.invitedBy])]
    const { email, role, message, expiresAt } = invite
    const inviterName = names.get(invite.invitedBy) ?? company.name
    return { companyName: company.name, inviterName, email, role, message, expiresAt }
  },
})

/**
 * Somebody with an account accepts. Only the invited address may, and nothing about the account changes: an address
 * that is not confirmed stays so, because whoever made the account need not be who reads the mailbox.
 */
export const acceptInvite = personCommand({
  name: 'companies.acceptInvite',
  input: contract.acceptInvite.input,
  async run(person, { token }) {
    await holdLink(person, hashToken(token))
    const { email, name } = await loadPerson(person)
    const opened = await open(person, token, { userId: person.userId, name })
    if (opened.invite.email !== email) throw new Refusal('invite_for_other_address', { email: opened.invite.email })
    return join(opened)
  },
})

/**
 * Somebody new accepts and chooses a password. The link proves the mailbox, so the new account's address counts as
 * confirmed; an account that exists already is never touched.
 */
export const joinByInvite = visitorCommand({
  name: 'companies.joinByInvite',
  input: contract.joinByInvite.input,
  async run(visitor, { token, name, password }) {
    const opened = await open(visitor, token, { userId: newId(), name })
    const person = { id: opened.me.userId, name, email: opened.invite.email, password, chosen: true }
    if ((await registerPerson(visitor, person)) !== person.id) throw new Refusal('invite_account_exists')
    return join(opened)
  },
})

async function join({ scope, invite, me }: Opened): Promise<{ companyId: string; memberId: string }> {
  const { role, canApproveTime, canViewCompanyFinancials, billingRateCents, costRateCents } = invite
  const there = await findPlaceForUpdate(scope, me.userId)
  if (there && there.deactivatedAt === null) throw new Refusal('member_active')
  await assertSeatFree(scope)
  const given = { role, canApproveTime, canViewCompanyFinancials, deactivatedAt: null }
  const rates = {
    billingRateCents: billingRateCents ?? there?.billingRateCents ?? null,
    costRateCents: costRateCents ?? there?.costRateCents ?? null,
  }
  const member = there
    ? await saveMember(scope, there.id, { ...given, ...rates })
    : await insertMember(scope, { id: me.memberId, userId: me.userId, displayName: me.name, ...given, ...rates })
  await saveInvite(scope, invite.id, { acceptedAt: scope.now, acceptedBy: member.id })
  const before = there && auditedMember(there)
  audit(scope, { subjectType: 'member', subjectId: member.id, before, after: auditedMember(member) })
  signal(scope, 'members', member.id)
  await writeDown(scope, 'companies.acceptInvite', {})
  return { companyId: scope.companyId, memberId: member.id }
}

async function findWaiting(
  scope: Scope,
  id: string,
): Promise<Pick<InviteRow, 'email' | 'role' | 'message' | 'expiresAt' | 'invitedBy'>> {
  const [invite] = await scope.sql<InviteRow>(
    'invites.waiting',
    `SELECT email, role, message, expires_at AS "expiresAt", invited_by AS "invitedBy" FROM invites
     WHERE company_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $3`,
    [scope.companyId, id, scope.now],
  )
  if (!invite) throw new Refusal('invite_over')
  return invite
}
