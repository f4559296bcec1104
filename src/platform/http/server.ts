import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { Refusal } from '#kernel/refusal.ts'
import type { Settings } from '../settings.ts'
import { internalProblem, problemOf, refusalOfHttp } from './problem.ts'
import { protect } from './protection.ts'

const wellFormed = /^[A-Za-z0-9._-]{8,128}$/
export const bodyLimitBytes = 1024 * 1024

function requestId(raw: { headers: { [name: string]: string | string[] | undefined } }): string {
  const given = raw.headers['x-request-id']
  return typeof given === 'string' && wellFormed.test(given) ? given : randomUUID()
}

/** The HTTP server without any route: request ids, logs, protection, and how errors are told. */
export async function createHttp(settings: Settings, log: Logger): Promise<FastifyInstance> {
  const app = fastify({
    genReqId: requestId,
    logger: false,
    trustProxy: settings.trustProxy > 0 ? (_address: string, hop: number) => hop <= settings.trustProxy : false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: 60_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
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
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = error instanceof Refusal ? error : refusalOfHttp(error)
    if (!refusal) log.error({ rid: request.id, err: error, url: request.url.split('?')[0] }, 'our mistake')
    const problem = refusal ? problemOf(refusal, request.id) : internalProblem(request.id)
    if (refusal?.code === 'too_many_requests') reply.header('retry-after', String(refusal.details.seconds ?? 60))
    return reply
      .status(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problem))
  })
  return app
}

function logRequest(log: Logger, settings: Settings, request: FastifyRequest, status: number, elapsedMs: number): void {
  const line = {
    rid: request.id,
    method: request.method,
    route: request.routeOptions.url ?? request.url.split('?')[0],
    status,
    ms: Math.round(elapsedMs),
  }
  if (elapsedMs > settings.slowRequestMs && !request.url.endsWith('/events')) log.warn(line, 'slow request')
  else if (status >= 500) log.error(line, 'request')
  else log.debug(line, 'request')
}
