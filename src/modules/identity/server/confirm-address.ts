import { verifyJWT } from 'better-auth/crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { hashToken, originOf } from '#platform/http/mount.ts'
import { type House, parseInput } from '#platform/runner.ts'
import { enterPerson, openVisitorScope } from '#platform/scope.ts'
import { password } from '../contract-proof.ts'
import { noteEvent } from './account/note-event.ts'
import { choseHere } from './newest-sign-up.ts'
import { carrySession, endSessionBefore, type OpenedSession, openSession, placeOf, tokenOf } from './open-session.ts'
import { verifyPassword } from './password-hash.ts'
import { inOneSentence } from './second-factor/mount-second-factor.ts'
import { hasFactor } from './second-factor/store.ts'
import { secretOf } from './session-cookie.ts'
import { countSignIn, forgiveSignIn } from './throttle.ts'

const Asked = z.object({
  token: z.string().regex(/^[\w.-]{10,2000}$/, 'This link is not complete.'),
  password: password('Enter the password that you chose.').optional(),
})

type Account = { userId: string; email: string; verified: boolean; hash: string }

/**
 * The link proves that somebody reads the mailbox, not that they chose the password: that may have been anybody. So it
 * also takes the browser in which the password was chosen, or that is signed in with it, or the password itself.
 */
export function mountConfirmAddress(app: FastifyInstance, house: House): void {
  app.post('/api/auth/verify-email', async (request, reply) => {
    await answer(house, request, reply).catch(inOneSentence)
    return reply.send({ status: true })
  })
}

async function answer(house: House, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const asked = parseInput(Asked, request.body)
  const account = await accountOf(house, asked.token)
  if (account.verified) return
  const signedIn = await isSignedIn(house, request, account.userId)
  if (!signedIn && !choseHere(house, request, account)) await checkPassword(house, request, account, asked.password)
  await confirm(house, { request, reply }, account, signedIn || (await hasFactor(house, account.userId)))
}

/** Whose link it is, if it is ours, of today, and of the address that the account still has. */
async function accountOf(house: House, token: string): Promise<Account> {
  const said = await verifyJWT<{ email?: string; userId?: string; updateTo?: string }>(
    token,
    secretOf(house.outside.settings),
  )
  if (!said?.userId || !said.email || said.updateTo !== undefined) throw new Refusal('confirmation_over')
  const { rows } = await house.pool.query<Account>(
    `SELECT u.id AS "userId", u.email, u.email_verified AS verified, coalesce(k.password, '') AS hash
     FROM users u LEFT JOIN credentials k ON k.user_id = u.id AND k.provider_id = 'credential'
     WHERE u.id::text = $1 AND u.email = $2`,
    [said.userId, said.email],
  )
  if (!rows[0]) throw new Refusal('confirmation_over')
  return rows[0]
}

async function isSignedIn(house: House, request: FastifyRequest, userId: string): Promise<boolean> {
  const token = tokenOf(house, request)
  if (token === undefined) return false
  const text = 'SELECT 1 FROM sessions WHERE token = $1 AND user_id = $2 AND expires_at > now()'
  return (await house.pool.query(text, [hashToken(token), userId])).rowCount === 1
}

async function checkPassword(house: House, request: FastifyRequest, { email, hash }: Account, given?: string) {
  if (given === undefined) throw new Refusal('confirm_with_password')
  const origin = originOf(request)
  await countSignIn(house, origin, email)
  if (hash === '' || !(await verifyPassword({ hash, password: given })))
    throw refuseField('password', 'That is not the password chosen last. Try again, or choose a new one.')
  await forgiveSignIn(house, origin, email)
}

/** Refuses when another sign-up has chosen another password meanwhile: the row of the person is locked by both. */
async function confirm(
  house: House,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { userId, email, hash }: Account,
  keepsSession: boolean,
): Promise<void> {
  const writing = { ...house, origin: originOf(request), mode: 'write' } as const
  const opened = await openVisitorScope(writing, undefined, async (visitor): Promise<OpenedSession | undefined> => {
    await visitor.sql('confirmAddress.lock', 'SELECT id FROM users WHERE id = $1 FOR UPDATE', [userId])
    const confirmed = await visitor.sql(
      'confirmAddress.confirm',
      `UPDATE users u SET email_verified = true, updated_at = $4 FROM credentials k
       WHERE u.id = $1 AND u.email = $2 AND NOT u.email_verified
         AND k.user_id = u.id AND k.provider_id = 'credential' AND k.password = $3 RETURNING u.id`,
      [userId, email, hash, visitor.now],
    )
    if (confirmed.length === 0) throw new Refusal('confirm_with_password')
    const scope = await enterPerson(visitor, userId)
    await noteEvent(scope, 'address_confirmed')
    return keepsSession ? undefined : openSession(scope, { userId, factorAt: null, keep: true }, placeOf(request))
  })
  if (opened === undefined) return
  await endSessionBefore(house, request)
  carrySession(house, reply, opened)
}
