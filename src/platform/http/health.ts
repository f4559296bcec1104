import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { OpenHouse } from '../open-house.ts'

/** For monitors and load balancers: `/healthz/` answers whether the database does, `/readyz` whether work gets done. */
export function mountHealth(app: FastifyInstance, house: OpenHouse): void {
  const { settings, log } = house.outside
  const database = async () => {
    await house.pool.query('SELECT 1')
  }
  app.get('/healthz', async (request, reply) => {
    try {
      await database()
      return { status: 'ok' }
    } catch (error) {
      log.error({ rid: request.id, err: error }, 'the database does not answer')
      return reply.status(500).send({ status: 'failing' })
    }
  })
  app.get('/readyz', async (request, reply) => {
    try {
      await database()
      await house.jobs.depth()
      return { status: 'ready' }
    } catch (error) {
      log.error({ rid: request.id, err: error }, 'not ready')
      return reply.status(503).send({ status: 'not ready' })
    }
  })
  app.get('/version', async () => ({ ...settings.build, environment: settings.mode }))
  app.get('/health/details', async (request, reply) => {
    const given = Buffer.from(String(request.headers['x-healthcheck-token'] ?? ''))
    const wanted = Buffer.from(settings.healthcheckToken ?? '')
    if (wanted.length === 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted))
      return reply.callNotFound()
    const { totalCount, idleCount, waitingCount } = house.pool
    return {
      status: 'ok',
      uptimeSeconds: Math.round(process.uptime()),
      pool: { totalCount, idleCount, waitingCount },
      jobs: await house.jobs.depth(),
    }
  })
}
