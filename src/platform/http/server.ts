import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { Refusal } from '#kernel/refusal.ts'
import type { Settings } from '../settings.ts'
import { internalProblem, problemOf, refusalOfHttp } from './problem.ts'
import { protect, setHeaders } from './protection.ts'
import { answerBrokenRequest } from './unreadable.ts'

const wellFormed = /^[A-Za-z0-9._-]{8,128}$/
export const bodyLimitBytes = 1024 * 1024

function requestId(raw: { headers: { [name: string]: string | string[] | undefined } }): string {
  const given = raw.headers['x-request-id']
  return typeof given === 'string' && wellFormed.test(given) ? given : randomUUID()
}

/** The HTTP server without any route: request ids, logs, protection, and how errors are told. */
export async function createHttp(settings: Settings, log: Logger): Promise<FastifyInstance> {
  const answerError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = error instanceof Refusal ? error : refusalOfHttp(error)
    if (!refusal) log.error({ rid: request.id, err: error, route: routeOf(request) }, 'our mistake')
    const problem = refusal ? problemOf(refusal, request.id) : internalProblem(request.id)
    if (refusal?.code === 'too_many_requests') reply.header('retry-after', String(refusal.details.seconds ?? 60))
    return reply
      .status(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problem))
  }
  const app = fastify({
    genReqId: requestId,
    logger: false,
    // The connection's own address is the first hop: with one proxy only that one is believed, not what a caller wrote.
    trustProxy: settings.trustProxy > 0 ? (_address: string, hop: number) => hop < settings.trustProxy : false,
    bodyLimit: bodyLimitBytes,
    // A photo over a slow line takes its time; a connection on which nothing moves does not stay.
    requestTimeout: 5 * 60_000,
    connectionTimeout: 2 * 60_000,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 15_000, maxHeaderSize: 16 * 1024 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id)
      setHeaders(request, reply, settings)
      return answerError(error, request, reply)
    },
    forceCloseConnections: true,
    exposeHeadRoutes: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
  })
  app.removeContentTypeParser('text/plain')
  await app.register(fastifyCookie)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  protect(app, settings)
  app.addHook('onResponse', async (request, reply) =>
    logRequest(log, settings, request, reply.statusCode, reply.elapsedTime),
  )
  app.setErrorHandler(answerError)
  return app
}

/** The template, never the path: that one may hold the token of a link. */
const routeOf = (request: FastifyRequest) => request.routeOptions.url ?? 'no such route'

function logRequest(log: Logger, settings: Settings, request: FastifyRequest, status: number, elapsedMs: number): void {
  const line = {
    rid: request.id,
    method: request.method,
    route: routeOf(request),
    status,
    ms: Math.round(elapsedMs),
  }
  if (elapsedMs > settings.slowRequestMs && !request.url.endsWith('/events')) log.warn(line, 'slow request')
  else if (status >= 500) log.error(line, 'request')
  else log.debug(line, 'request')
}
