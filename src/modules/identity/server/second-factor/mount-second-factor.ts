import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { encode } from 'uqr'
import { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import { originOf } from '#platform/http/mount.ts'
import { type House, parseInput } from '#platform/runner.ts'
import { openVisitorScope } from '#platform/scope.ts'
import { proveFactor } from '../account/prove.ts'
import { authPath } from '../auth.ts'
import { identify } from '../identify.ts'
import { carrySession, isKept, placeOf } from '../open-session.ts'
import { begin, disable, enable, renewRecoveryCodes, signInWithCode, stepUp } from './acts.ts'
import { countRecoveryCodes } from './recovery-codes.ts'
import { loadSecondStep, stepCookieEnded, stepCookieName } from './second-step.ts'
import { factorSince } from './store.ts'
import { base32, otpAddress } from './totp.ts'

const Code = z.strictObject({ code: z.string('Enter the code.').trim().min(6, 'Enter the whole code.').max(40) })
const Proof = z.strictObject({ password: z.string().min(1, 'Enter your password.').max(256).optional() })

/**
 * `/api/auth/second-factor/…`: what a person does with their second factor. Everything but `sign-in` wants a session;
 * `sign-in` is the one place that the half of one, which follows the password, leads to.
 */
export function mountSecondFactor(app: FastifyInstance, house: House): void {
  const post = (path: string, work: Work) =>
    app.post(`${authPath}/second-factor/${path}`, (request, reply) => work(request, reply).catch(inOneSentence))
  app.get(`${authPath}/second-factor`, (request) => readFactor(house, request))
  app.get(`${authPath}/second-factor/sign-in`, (request) => readSecondStep(house, request))
  mountCodes(house, post)
  mountChanges(house, post)
}

type Work = (request: FastifyRequest, reply: FastifyReply) => Promise<object>
type Post = (path: string, work: Work) => void

const askingOf = (house: House, request: FastifyRequest) => ({
  origin: originOf(request),
  place: placeOf(request),
  keep: isKept(house, request),
})
const codeOf = (request: FastifyRequest): string => parseInput(Code, request.body).code

async function readFactor(house: House, request: FastifyRequest) {
  const { userId, factorAt } = await identify(house, request)
  return openVisitorScope({ ...house, origin: originOf(request), mode: 'read' }, undefined, async (scope) => {
    const since = await factorSince(scope, userId)
    return { on: since !== null, since, confirmedAt: factorAt, recoveryCodes: await countRecoveryCodes(scope, userId) }
  })
}

/** Whether this browser owes the code: for the screen that asks for it. Says nothing of whose it is. */
async function readSecondStep(house: House, request: FastifyRequest) {
  const token = request.cookies[stepCookieName(house.outside.settings)]
  const options = { ...house, origin: originOf(request), mode: 'read' } as const
  await openVisitorScope(options, undefined, (scope) => loadSecondStep(scope, token))
  return {}
}

/** A code that signs in, or confirms the factor in a session. */
function mountCodes(house: House, post: Post): void {
  post('sign-in', async (request, reply) => {
    const { settings } = house.outside
    const token = request.cookies[stepCookieName(settings)]
    carrySession(house, reply, await signInWithCode(house, askingOf(house, request), token, codeOf(request)))
    reply.header('set-cookie', stepCookieEnded(settings))
    return {}
  })

  post('confirm', async (request, reply) => {
    const person = await identify(house, request)
    carrySession(house, reply, await stepUp(house, askingOf(house, request), person, codeOf(request)))
    return {}
  })
}

/** Setting up, recovery codes, switching off: each wants the factor that there is, or else the password. */
function mountChanges(house: House, post: Post): void {
  const prove = async (request: FastifyRequest) => {
    const person = await identify(house, request)
    const origin = { ...originOf(request), sessionId: person.sessionId }
    await proveFactor(house, { userId: person.userId, origin }, parseInput(Proof, request.body).password)
    return person
  }

  post('begin', async (request) => {
    const { secret, email } = await begin(house, originOf(request), await prove(request))
    const address = otpAddress('EZ360PM', email, secret)
    return { secret: base32(secret), address, picture: pictureOf(address) }
  })

  post('enable', async (request, reply) => {
    const person = await identify(house, request)
    const { session, recoveryCodes } = await enable(house, askingOf(house, request), person, codeOf(request))
    carrySession(house, reply, session)
    return { recoveryCodes }
  })

  post('recovery-codes', async (request) => {
    return { recoveryCodes: await renewRecoveryCodes(house, originOf(request), await prove(request)) }
  })

  post('disable', async (request) => {
    await disable(house, originOf(request), await prove(request))
    return {}
  })
}

/** These forms show one sentence, so the first field's becomes the whole refusal's. */
export function inOneSentence(error: unknown): never {
  if (error instanceof Refusal && error.errors[0]) error.message = error.errors[0].message
  throw error
}

/** The picture that the app scans, as one path over `size` × `size` squares. */
function pictureOf(address: string): { size: number; path: string } {
  const { data, size } = encode(address, { ecc: 'M', border: 0 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('')
  return { size, path }
}
