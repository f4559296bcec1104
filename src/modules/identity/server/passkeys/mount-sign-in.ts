import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import { hashToken, originOf } from '#platform/http/mount.ts'
import { type House, parseInput } from '#platform/runner.ts'
import { enterPerson, openVisitorScope, type VisitorScope } from '#platform/scope.ts'
import { UsedPasskey } from '../../contract.ts'
import { noteEvent } from '../account/note-event.ts'
import { carrySession, endSessionBefore, openSession, placeOf } from '../open-session.ts'
import { loadPerson } from '../person.ts'
import { passkeyCookieLine, passkeyCookieName } from '../session-cookie.ts'
import { countAttempt, passkeyThrottles } from '../throttle.ts'
import { challengeSeconds, takeChallenge } from './challenges.ts'
import { isPaused } from './store.ts'
import { acceptPasskey, askForPasskey } from './use-passkey.ts'

const Answer = z.object({ credential: UsedPasskey, rememberMe: z.boolean().default(true) })

/** Signing in without a password: who it is, the passkey says. */
export function mountPasskeySignIn(app: FastifyInstance, house: House): void {
  app.post('/api/auth/passkey/options', async (request, reply) => {
    await countAttempt(house, originOf(request), passkeyThrottles(request.ip))
    const browser = browserOf(house, request) ?? randomBytes(24).toString('base64url')
    const writing = { ...house, origin: originOf(request), mode: 'write' } as const
    const options = await openVisitorScope(writing, undefined, (scope) => askForPasskey(scope, 'sign_in', browser))
    reply.header('set-cookie', passkeyCookieLine(house.outside.settings, browser, challengeSeconds))
    return reply.send({ options })
  })
  app.post('/api/auth/passkey/sign-in', async (request, reply) => {
    const input = parseInput(Answer, request.body)
    await countAttempt(house, originOf(request), passkeyThrottles(request.ip))
    await signIn(house, request, reply, input)
    return reply.send({ done: true })
  })
}

async function signIn(house: House, request: FastifyRequest, reply: FastifyReply, input: z.output<typeof Answer>) {
  const { credential, rememberMe } = input
  const writing = { ...house, origin: originOf(request), mode: 'write' } as const
  const browser = browserOf(house, request) ?? ''
  await openVisitorScope(writing, undefined, (scope) => takeChallenge(scope, 'sign_in', browser, credential.response))
  const opened = await openVisitorScope(writing, hashToken(credential.id), async (visitor) => {
    const scope = await enterPerson(visitor, await ownerOf(visitor, credential.id))
    const paused = await isPaused(scope, credential.id)
    await acceptPasskey(scope, credential)
    if (paused) throw new Refusal('passkey_paused')
    const { emailVerified } = await loadPerson(scope)
    if (house.outside.settings.requireEmailVerification && !emailVerified) throw new Refusal('email_not_verified')
    await noteEvent(scope, 'signed_in_by_passkey')
    return openSession(scope, { userId: scope.userId, factorAt: scope.now, keep: rememberMe }, placeOf(request))
  })
  await endSessionBefore(house, request)
  carrySession(house, reply, opened)
}

/** Two tabs of one browser may both ask: what the first was given stays good. */
function browserOf(house: House, request: FastifyRequest): string | undefined {
  const kept = request.cookies[passkeyCookieName(house.outside.settings)]
  return kept !== undefined && /^[\w-]{32}$/.test(kept) ? kept : undefined
}

/** Row-level security shows whoever names a passkey's id that one row. */
async function ownerOf(scope: VisitorScope, credentialId: string): Promise<string> {
  const [found] = await scope.sql<{ userId: string }>(
    'passkeys.owner',
    'SELECT user_id AS "userId" FROM passkeys WHERE credential_id = $1',
    [credentialId],
  )
  if (!found) throw new Refusal('passkey_refused')
  return found.userId
}
