import { randomBytes } from 'node:crypto'
import { addSeconds, type Instant } from '#kernel/calendar.ts'
import type { Role } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'
import { hashToken } from '#platform/http/mount.ts'
import { mailLayout } from '#platform/mail/layout.ts'
import { queueEmail } from '#platform/mail/queue.ts'
import type { Scope } from '#platform/scope.ts'
import { sentSince } from '../invite-store.ts'
import { acting } from '../member-store.ts'
import { loadCompany } from '../queries.ts'

const daySeconds = 24 * 60 * 60
const inviteDays = 7
/** Between two mails to one address; how many a day to one, and to all from one company. */
const pauseSeconds = 60
const addressMax = 5
const companyMax = 100

/** Refuses while this address, or the whole company, was written to enough. */
export async function checkSending(scope: Scope, email: string): Promise<void> {
  const { toAddress, toAll, last } = await sentSince(scope, email, addSeconds(scope.now, -daySeconds))
  if (toAddress >= addressMax || toAll >= companyMax) throw new Refusal('invites_too_many', { seconds: daySeconds })
  if (last !== null && addSeconds(last, pauseSeconds) > scope.now)
    throw new Refusal('invites_too_many', { seconds: pauseSeconds })
}

/** A new token: it stands in the mail and nowhere else, the row has its hash. */
export function newInviteToken(scope: Scope): { token: string; tokenHash: string; expiresAt: Instant } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashToken(token), expiresAt: addSeconds(scope.now, inviteDays * daySeconds) }
}

const as: Record<Role, string> = { owner: 'an owner', admin: 'an admin', manager: 'a manager', staff: 'staff' }

export async function mailInvite(
  scope: Scope,
  invite: { email: string; role: Role; message: string | null },
  token: string,
): Promise<void> {
  const company = await loadCompany(scope)
  const subject = `${acting(scope).name} invites you to ${company.name}`
  const body = mailLayout({
    title: subject,
    preheader: `Join ${company.name} as ${as[invite.role]}.`,
    companyName: company.name,
    paragraphs: [
      ...(invite.message === null ? [] : [invite.message]),
      `You are invited to work in ${company.name} as ${as[invite.role]}. The link works once, for ${inviteDays} days, and for this address only.`,
    ],
    button: { text: 'See the invite', url: `${scope.outside.settings.baseUrl}/invite?token=${token}` },
    footer: `${company.name} uses EZ360PM at ${scope.outside.settings.baseUrl}. If you do not know them, leave this mail alone: nothing happens.`,
  })
  await queueEmail(scope, {
    kind: 'invite',
    to: invite.email,
    fromName: company.name,
    ...(company.email === null ? {} : { replyTo: company.email }),
    subject,
    ...body,
  })
}
