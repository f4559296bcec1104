import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Instant } from '#kernel/calendar.ts'
import { type Endpoint, fullPath, pathParameters } from '#kernel/endpoint.ts'
import { isId } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import {
  type Command,
  Download,
  type PersonOperation,
  type Query,
  type Route,
  type VisitorOperation,
  WithCookies,
} from '../operation.ts'
import { execute, type House, perform, performForPerson, performForVisitor, preview } from '../runner.ts'
import type { ActorSource, Origin } from '../scope.ts'
import { Downloads, sendFile } from './downloads.ts'

/** A key of the API as the door sees it: whose it is, and what it was given. */
export type KeyAtDoor = {
  companyId: string
  id: string
  name: string
  /** Who made it. */
  userId: string
  scopes: readonly Permission[]
}

/** Who signed in, or whose key asks, as far as HTTP needs to know. */
export type Person = {
  userId: string
  sessionId: string
  /** When this session last confirmed a second factor; null when it never did. */
  factorAt: Instant | null
  /** A program with a key instead of a person with a session, which is then empty. */
  apiKey?: KeyAtDoor
}

/** What the modules above tell HTTP: who asks, and what that person is in a company. */
export type Doorkeeper = {
  /**
   * The signed-in person; refuses with `not_signed_in` or `email_not_verified`. An open stream that is `watching` looks
   * again without counting as a request or prolonging the session.
   */
  identify(request: FastifyRequest, as?: 'watching'): Promise<Person>
  /** The person's place in the company, loaded in its transaction; refuses with `not_found` or `second_factor_needed`. */
  actor(person: Person): ActorSource
}

/** Mounts every route of a module list. */
export function mountRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  house: House,
  doorkeeper: Doorkeeper,
): void {
  app.decorate('downloads', new Downloads())
  for (const { endpoint, operation } of routes) {
    app.route({
      method: endpoint.method,
      url: fullPath(endpoint),
      handler: async (request, reply) => {
        const input = readInput(endpoint, request)
        if (wantsDryRun(request)) refuseUnlessPreviewed(operation)
        switch (operation.kind) {
          case 'visitorQuery':
          case 'visitorCommand':
            return answerVisitor(endpoint, operation, house, request, reply, input)
          case 'personQuery':
          case 'personCommand':
            return answerPerson(endpoint, operation, house, doorkeeper, request, reply, input)
          default:
            return answerMember(endpoint, operation, house, doorkeeper, request, reply, input)
        }
      },
    })
  }
}

export function originOf(request: FastifyRequest): Origin {
  return { requestId: request.id, ipAddress: request.ip, userAgent: request.headers['user-agent']?.slice(0, 500) }
}

function readInput(endpoint: Endpoint, request: FastifyRequest): object {
  const { companyId: _companyId, ...params } = request.params as { [name: string]: string }
  const { dryRun: _dryRun, ...queryString } = request.query as { [name: string]: unknown }
  for (const name of pathParameters(endpoint.path))
    if (name.endsWith('Id') && !isId(params[name] ?? '')) throw new Refusal('not_found')
  const body = request.body ?? {}
  if (typeof body !== 'object' || Array.isArray(body)) throw new Refusal('malformed_request')
  return { ...(endpoint.method === 'GET' || endpoint.method === 'DELETE' ? queryString : {}), ...body, ...params }
}

function wantsDryRun(request: FastifyRequest): boolean {
  const { dryRun = 'false' } = request.query as { dryRun?: unknown }
  if (dryRun === 'true' || dryRun === 'false') return dryRun === 'true'
  throw refuseField('dryRun', 'Send dryRun=true for a preview, or leave it out.')
}

/** What has no preview must not act when only a preview was asked for. Reads change nothing anyway. */
function refuseUnlessPreviewed({ kind }: Route['operation']): void {
  if (kind !== 'personCommand' && kind !== 'visitorCommand') return
  throw refuseField('dryRun', 'This act has no preview. Leave dryRun out to perform it.')
}

async function answerMember(
  endpoint: Endpoint,
  operation: Command | Query,
  house: House,
  doorkeeper: Doorkeeper,
  request: FastifyRequest,
  reply: FastifyReply,
  input: object,
): Promise<unknown> {
  const person = await doorkeeper.identify(request)
  const { companyId = '' } = request.params as { companyId?: string }
  if (!isId(companyId)) throw new Refusal('not_found')
  const where = { companyId, actor: doorkeeper.actor(person), origin: originOf(request) }
  if (operation.kind === 'query') {
    return perform(house, operation, where, input, (answer) => send(endpoint, request, reply, answer, person.userId))
  }
  const options = {
    idempotencyKey: idempotencyKey(request),
    expectedRevision: expectedRevision(request),
  }
  if (wantsDryRun(request)) {
    const { answer, ...made } = await preview(house, operation, where, input, options)
    return reply.send({ answer: endpoint.answer.parse(answer), ...made })
  }
  if (operation.money && options.idempotencyKey === undefined) throw new Refusal('idempotency_key_required')
  return send(endpoint, request, reply, await execute(house, operation, where, input, options))
}

async function answerPerson(
  endpoint: Endpoint,
  operation: PersonOperation,
  house: House,
  doorkeeper: Doorkeeper,
  request: FastifyRequest,
  reply: FastifyReply,
  input: object,
): Promise<unknown> {
  const person = await doorkeeper.identify(request)
  if (person.apiKey) throw new Refusal('api_key_in_company')
  const origin = { ...originOf(request), sessionId: person.sessionId }
  const answer = await performForPerson(house, operation, person.userId, origin, input)
  if (!(answer instanceof WithCookies)) return send(endpoint, request, reply, answer)
  reply.header('set-cookie', answer.lines)
  return send(endpoint, request, reply, answer.answer)
}

async function answerVisitor(
  endpoint: Endpoint,
  operation: VisitorOperation,
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  input: object,
): Promise<unknown> {
  const token = (input as { token?: unknown }).token
  const hash = typeof token === 'string' ? hashToken(token) : undefined
  return send(endpoint, request, reply, await performForVisitor(house, operation, hash, originOf(request), input))
}

/** Links carry 256-bit tokens; the database knows only their hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key))
    throw refuseField('Idempotency-Key', 'Use 8 to 200 visible ASCII characters.')
  return key
}

/** What cannot be read must not pass for “whatever it is”: that would overwrite what somebody else saved. */
function expectedRevision(request: FastifyRequest): number | undefined {
  const wanted = request.headers['if-match'] ?? '*'
  if (wanted === '*') return undefined
  const tag = /^(?:W\/)?"(\d{1,9})(?:-[\w-]+)?"$/.exec(wanted)
  if (!tag) throw refuseField('If-Match', 'Send the ETag that came with the record, with its quotes, such as "3".')
  return Number(tag[1])
}

/**
 * The tag is the revision, which `If-Match` looks at, and what the whole answer says: what stands beside a record (who
 * was mailed, what is overdue today) may change without it.
 */
async function send(
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
  who: string = request.ip,
): Promise<unknown> {
  if (answer instanceof Download) return sendFile(reply, answer, who)
  const parsed = endpoint.answer.parse(answer)
  const body = JSON.stringify(parsed ?? null)
  const revision = (parsed as { revision?: unknown } | null)?.revision
  if (typeof revision === 'number') {
    const tag = `"${revision}-${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
    reply.header('etag', tag)
    if (request.method === 'GET' && request.headers['if-none-match'] === tag) return reply.status(304).send()
  }
  reply.status(endpoint.creates ? 201 : 200).header('content-type', 'application/json; charset=utf-8')
  return reply.send(body)
}
