import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Instant } from '#kernel/calendar.ts'
import { type Endpoint, fullPath, pathParameters } from '#kernel/endpoint.ts'
import { isId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
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

/** Who signed in, as far as HTTP needs to know. */
export type Person = {
  userId: string
  sessionId: string
  /** When this session last confirmed a second factor; null when it never did. */
  factorAt: Instant | null
}

/** What the modules above tell HTTP: who asks, and what that person is in a company. */
export type Doorkeeper = {
  /** The signed-in person; refuses with `not_signed_in` or `email_not_verified`. */
  identify(request: FastifyRequest): Promise<Person>
  /** The person's place in the company, loaded in its transaction; refuses with `not_found` or `second_factor_needed`. */
  actor(person: Person): ActorSource
  /** Both in the company's transaction. */
  member(request: FastifyRequest): Promise<ActorSource>
}

/** Mounts every route of a module list. */
export function mountRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  house: House,
  doorkeeper: Doorkeeper,
): void {
  for (const { endpoint, operation } of routes) {
    app.route({
      method: endpoint.method,
      url: fullPath(endpoint),
      handler: async (request, reply) => {
        const input = readInput(endpoint, request)
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

async function answerMember(
  endpoint: Endpoint,
  operation: Command | Query,
  house: House,
  doorkeeper: Doorkeeper,
  request: FastifyRequest,
  reply: FastifyReply,
  input: object,
): Promise<unknown> {
  const { companyId = '' } = request.params as { companyId?: string }
  const keyless = operation.kind === 'command' && operation.money && request.headers['idempotency-key'] === undefined
  // Who asks is known in the transaction; what is refused before it, only whoever signed in is told.
  if (!isId(companyId) || keyless) await doorkeeper.identify(request)
  if (!isId(companyId)) throw new Refusal('not_found')
  const where = { companyId, actor: await doorkeeper.member(request), origin: originOf(request) }
  if (operation.kind === 'query') {
    return perform(house, operation, where, input, (answer) => send(endpoint, request, reply, answer))
  }
  const options = {
    idempotencyKey: idempotencyKey(request),
    expectedRevision: expectedRevision(request),
  }
  if ((request.query as { dryRun?: string }).dryRun === 'true') {
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
    throw new Refusal(
      'invalid_input',
      {},
      { errors: [{ path: 'Idempotency-Key', message: 'Use 8 to 200 visible ASCII characters.' }] },
    )
  return key
}

function expectedRevision(request: FastifyRequest): number | undefined {
  const tag = /^(?:W\/)?"(\d{1,9})(?:-[\w-]+)?"$/.exec(request.headers['if-match'] ?? '')
  return tag ? Number(tag[1]) : undefined
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
): Promise<unknown> {
  if (answer instanceof Download) return sendFile(reply, answer)
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

/** A file that somebody sent is a stranger, whatever it turns out to be: it runs nothing and loads nothing. */
const filePolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Streams while the snapshot is open; resolves when the last byte is on its way. */
async function sendFile(reply: FastifyReply, file: Download): Promise<unknown> {
  const name = file.fileName.replace(/[^\w.-]+/g, '-')
  reply.header('content-type', file.contentType)
  reply.header(
    'content-disposition',
    `${file.inline ? 'inline' : 'attachment'}; filename="${name}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  )
  reply.header('content-security-policy', filePolicy)
  if (Buffer.isBuffer(file.body)) return reply.send(file.body)
  const stream = Readable.from(file.body)
  const sent = new Promise<void>((resolve) => {
    reply.raw.once('close', resolve)
    reply.raw.once('finish', resolve)
  })
  reply.send(stream)
  await sent
  return reply
}
