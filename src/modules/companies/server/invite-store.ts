import { and, eq, isNull } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import type { Instant } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import type { Role } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'
import { keyset } from '#platform/database/keyset.ts'
import type { Scope, VisitorScope } from '#platform/scope.ts'
import type { Invite } from '../contract-invites.ts'
import { mayInvite } from '../domain/standing.ts'
import { invites, members } from './tables.ts'

export type InviteRow = typeof invites.$inferSelect
export type InviteFields = Pick<
  InviteRow,
  | 'email'
  | 'role'
  | 'canApproveTime'
  | 'canViewCompanyFinancials'
  | 'billingRateCents'
  | 'costRateCents'
  | 'message'
  | 'tokenHash'
  | 'invitedBy'
  | 'sentAt'
  | 'expiresAt'
>

const byId = (scope: Scope, id: string) => and(eq(invites.companyId, scope.companyId), eq(invites.id, id))

export async function insertInvite(scope: Scope, id: string | undefined, fields: InviteFields): Promise<InviteRow> {
  const stamps = { companyId: scope.companyId, createdAt: scope.now, updatedAt: scope.now }
  const [row] = await scope.tx
    .insert(invites)
    .values({ id: id ?? newId(), ...fields, ...stamps })
    .returning()
  return present(row)
}

export async function saveInvite(scope: Scope, id: string, change: Partial<InviteRow>): Promise<InviteRow> {
  const [row] = await scope.tx
    .update(invites)
    .set({ ...change, updatedAt: scope.now })
    .where(byId(scope, id))
    .returning()
  return present(row)
}

/** An invite that was neither accepted nor taken back, locked; it may have expired. */
export async function loadWaitingForUpdate(scope: Scope, id: string): Promise<InviteRow> {
  const [row] = await scope.tx.select().from(invites).where(byId(scope, id)).for('no key update')
  if (!row) throw new Refusal('not_found')
  if (row.acceptedAt !== null || row.revokedAt !== null) throw new Refusal('invite_over')
  return row
}

/** The one invite whose token is held, in whichever company. */
export async function findHeld(
  holder: Pick<VisitorScope, 'sql'>,
  tokenHash: string,
): Promise<{ companyId: string; id: string } | undefined> {
  const [found] = await holder.sql<{ companyId: string; id: string }>(
    'invites.held',
    'SELECT company_id AS "companyId", id FROM invites WHERE token_hash = $1',
    [tokenHash],
  )
  return found
}

/** What was sent from here since then: to this address, to anybody, and to this address last. */
export async function sentSince(scope: Scope, email: string, since: Instant) {
  const [counted] = await scope.sql<{ toAddress: number; toAll: number; last: Instant | null }>(
    'invites.sentSince',
    `SELECT coalesce(sum(sends) FILTER (WHERE email = $2), 0)::int AS "toAddress", coalesce(sum(sends), 0)::int AS "toAll",
            max(sent_at) FILTER (WHERE email = $2) AS last
     FROM invites WHERE company_id = $1 AND sent_at > $3`,
    [scope.companyId, email, since],
  )
  return present(counted)
}

/** Whether somebody with this address works here. */
export async function isMemberAddress(scope: Scope, email: string): Promise<boolean> {
  const rows = await scope.sql(
    'invites.memberAddress',
    `SELECT 1 FROM members m JOIN users u ON u.id = m.user_id
     WHERE m.company_id = $1 AND u.email = $2 AND m.deactivated_at IS NULL`,
    [scope.companyId, email],
  )
  return rows.length > 0
}

export async function pageOfInvites(scope: Scope, input: { limit: number; cursor?: string | undefined }) {
  const order = { by: invites.sentAt, id: invites.id, descending: true, type: 'timestamptz' } as const
  const page = keyset('sent', order, input)
  const rows = await scope.tx
    .select({
      id: invites.id,
      email: invites.email,
      role: invites.role,
      canApproveTime: invites.canApproveTime,
      canViewCompanyFinancials: invites.canViewCompanyFinancials,
      senderRole: members.role,
      senderLeftAt: members.deactivatedAt,
      inviterName: members.displayName,
      sentAt: invites.sentAt,
      expiresAt: invites.expiresAt,
      sortValue: page.value,
    })
    .from(invites)
    .innerJoin(members, and(eq(members.companyId, invites.companyId), eq(members.id, invites.invitedBy)))
    .where(
      and(eq(invites.companyId, scope.companyId), isNull(invites.acceptedAt), isNull(invites.revokedAt), page.after),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  return {
    items: items.map(({ senderRole, senderLeftAt, expiresAt, ...row }): Invite => {
      const good = expiresAt > scope.now && mayInvite({ role: senderRole, active: senderLeftAt === null }, row.role)
      return { ...row, expiresAt, state: good ? 'open' : 'expired' }
    }),
    nextCursor,
  }
}

/**
 * Whether whoever sent it last may still invite to that role: an invite is worth no more than its sender. `until` the end
 * of the transaction nobody takes that away.
 */
export async function isVouchedFor(
  scope: Scope,
  { invitedBy, role }: Pick<InviteRow, 'invitedBy' | 'role'>,
  until: 'now' | 'end',
): Promise<boolean> {
  const [sender] = await scope.sql<{ role: Role; active: boolean }>(
    `invites.sender.${until}`,
    `SELECT role, deactivated_at IS NULL AS active FROM members WHERE company_id = $1 AND id = $2
     ${until === 'end' ? 'FOR SHARE' : ''}`,
    [scope.companyId, invitedBy],
  )
  return sender !== undefined && mayInvite(sender, role)
}
