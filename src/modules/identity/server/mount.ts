import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import { originOf } from '#platform/http/mount.ts'
import { mountOutbox } from '#platform/mail/outbox-page.ts'
import { type House, parseInput } from '#platform/runner.ts'
import { type Origin, openPersonScope } from '#platform/scope.ts'
import type { AccountEvent } from '../domain/account-event.ts'
import { noteEvent } from './account/note-event.ts'
import { type Auth, addressHeader, authPath, createAuth, requestHeader } from './auth.ts'
import { answerWith, outcomeOf } from './auth-answers.ts'
import { type AuthInput, type AuthRequest, authRequests } from './auth-requests.ts'
import { mountConfirmAddress } from './confirm-address.ts'
import { judgePassword } from './judge-password.ts'
import { keepNewestSignUp } from './newest-sign-up.ts'
import { endSessionBefore } from './open-session.ts'
import { mountPasskeySignIn } from './passkeys/mount-sign-in.ts'
import { resetKey } from './reset-links.ts'
import { mountSecondFactor } from './second-factor/mount-second-factor.ts'
import { sessionCookieLine } from './session-cookie.ts'
import { askingThrottles, countAttempt, countSignIn, forgiveSignIn } from './throttle.ts'

/** Until then no answer leaves that would tell by its time whether an address is known. */
const leastMs = 300

/** Sign-in and what belongs to it under `/api/auth`, the renewal of session cookies, and the outbox of developers. */
export async function mountIdentity(app: FastifyInstance, house: House): Promise<void> {
  const auth = createAuth(house)
  app.decorateRequest('renewedSession', undefined)
  app.addHook('onSend', async (request, reply) => {
    // An act that gave the session another token has said so itself.
    if (request.renewedSession === undefined || reply.hasHeader('set-cookie')) return
    reply.header('set-cookie', sessionCookieLine(house.outside.settings, request.renewedSession))
  })
  for (const name of Object.keys(authRequests) as AuthRequest[]) {
    const [method = '', path = ''] = name.split(' ')
    app.route({ method, url: authPath + path, handler: (request, reply) => answer(house, auth, name, request, reply) })
  }
  mountConfirmAddress(app, house)
  mountPasskeySignIn(app, house)
  mountSecondFactor(app, house)
  mountOutbox(app, house)
}

async function answer(house: House, auth: Auth, name: AuthRequest, request: FastifyRequest, reply: FastifyReply) {
  const started = performance.now()
  const input = await accepted(house, name, request, request.body ?? {})
  const asked = () => auth.handler(asWebRequest(house, name, request, input))
  let response = await asked()
  // Two at once with one new address: the slower one finds it taken now, and gets the answer for that.
  if (name === 'POST /sign-up/email' && response.status === 422) response = await asked()
  if (name === 'POST /sign-up/email' && response.ok) await signedUp(house, request, reply, input, response)
  const outcome = name === 'POST /sign-in/email' ? await outcomeOf(response) : 'wrong'
  if (outcome !== 'wrong') {
    await forgiveSignIn(house, originOf(request), input.email ?? '', { known: outcome === 'signed_in' })
    if (outcome !== 'unconfirmed') await endSessionBefore(house, request)
    await noteSession(house, originOf(request), response, 'signed_in')
  } else if (input.email !== undefined) await pause(Math.max(0, leastMs - (performance.now() - started)))
  return answerWith(response, request, reply)
}

/** Signed in at once where no address has to be confirmed; else the browser is known again when its link is opened. */
async function signedUp(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { email = '', name = '', password = '' }: AuthInput,
  response: Response,
): Promise<void> {
  const origin = originOf(request)
  if (house.outside.settings.requireEmailVerification) {
    reply.header('set-cookie', await keepNewestSignUp(house, origin, { email, name, password }))
  } else if (response.headers.getSetCookie().length > 0) {
    await endSessionBefore(house, request)
    await noteSession(house, origin, response, 'signed_up')
  }
}

/** A session has begun: its owner sees it in the log of the account. */
async function noteSession(house: House, origin: Origin, response: Response, event: AccountEvent): Promise<void> {
  if (!response.ok || response.headers.getSetCookie().length === 0) return
  const { user } = (await response.clone().json()) as { user?: { id: string } }
  if (user) await openPersonScope({ ...house, origin, mode: 'write' }, user.id, (scope) => noteEvent(scope, event))
}

/** Parsed, counted and judged; these forms show one sentence, so the first field's becomes the whole refusal's. */
async function accepted(house: House, name: AuthRequest, request: FastifyRequest, given: unknown): Promise<AuthInput> {
  try {
    const input = parseInput(authRequests[name], given) as AuthInput
    await count(house, name, request, input)
    await judge(house, name, input)
    return input
  } catch (error) {
    if (error instanceof Refusal && error.errors[0]) error.message = error.errors[0].message
    throw error
  }
}

/** Counts what may be guessed, or would fill mailboxes, before it happens. */
async function count(house: House, name: AuthRequest, request: FastifyRequest, input: AuthInput): Promise<void> {
  if (name === 'POST /sign-out') return
  const origin = originOf(request)
  if (name === 'POST /sign-in/email') return countSignIn(house, origin, input.email ?? '')
  await countAttempt(house, origin, askingThrottles(request.ip, input.email))
}

/** A new password is judged with what others know about the person. */
async function judge(house: House, name: AuthRequest, input: AuthInput): Promise<void> {
  if (name === 'POST /sign-up/email')
    return judgePassword('password', input.password ?? '', [input.name ?? '', input.email ?? ''])
  if (name !== 'POST /reset-password') return
  const { rows } = await house.pool.query<{ name: string; email: string }>(
    'SELECT u.name, u.email FROM verifications v JOIN users u ON u.id::text = v.value WHERE v.identifier = $1',
    [resetKey(`reset-password:${input.token}`)],
  )
  await judgePassword('newPassword', input.newPassword ?? '', rows[0] ? [rows[0].name, rows[0].email] : [])
}

/**
 * What better-auth sees: our own address as host and origin (where the request comes from was checked by
 * `platform/http/protection.ts`), the caller's network address from the connection, and only the fields that are known.
 */
function asWebRequest(house: House, name: AuthRequest, request: FastifyRequest, input: AuthInput): Request {
  const [method = '', path = ''] = name.split(' ')
  const url = new URL(authPath + path, house.outside.settings.baseUrl)
  const known = { [addressHeader]: request.ip, [requestHeader]: request.id, origin: url.origin }
  const headers = new Headers({ ...known, accept: 'application/json' })
  for (const kept of ['cookie', 'user-agent']) {
    const value = request.headers[kept]
    if (typeof value === 'string') headers.set(kept, value)
  }
  headers.set('content-type', 'application/json')
  return new Request(url, { method, headers, body: JSON.stringify(input) })
}
