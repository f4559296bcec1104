import type { FastifyInstance, FastifyRequest } from 'fastify'
import { networkOf } from '#kernel/network.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { House } from '../../runner.ts'
import { createBuckets } from './buckets.ts'
import { addressAllowance, type RouteClass, routeClassOf } from './route-class.ts'

export type Limits = {
  /** Counts a request for an account, once it is known whose it is; refuses with `too_many_requests`. */
  countAccount(request: FastifyRequest, account: string): Promise<void>
  /** Counts a request of a key of the API, whatever it asks for. */
  countKey(id: string): Promise<void>
}

/**
 * Counts every request by where it comes from, before anything is read of it, and by whose it is. Addresses of one
 * IPv6 network count as one. The allowances are settings; 0 means that a class is not limited.
 */
export function mountLimits(app: FastifyInstance, house: House): Limits {
  const { settings, log } = house.outside
  const buckets = createBuckets(house.pool, log)
  const allowed = (of: RouteClass) => (settings.rateLimits === undefined ? 0 : settings.rateLimits[of])

  async function count(key: string, perMinute: number): Promise<void> {
    const waitSeconds = await buckets.take(key, perMinute)
    if (waitSeconds > 0) throw new Refusal('too_many_requests', { seconds: waitSeconds })
  }

  app.addHook('onRequest', async (request) => {
    const of = classOf(request)
    if (of === undefined || allowed(of) === 0) return
    await count(`${of}:address:${networkOf(request.ip)}`, addressAllowance(of, allowed(of)))
  })
  return {
    async countAccount(request, account) {
      const of = classOf(request)
      if (of === undefined || allowed(of) === 0) return
      await count(`${of}:account:${account}`, allowed(of))
    },
    async countKey(id) {
      const perMinute = settings.rateLimits?.key ?? 0
      if (perMinute > 0) await count(`key:${id}`, perMinute)
    },
  }
}

function classOf(request: FastifyRequest): RouteClass | undefined {
  const path = request.routeOptions.url ?? '/'
  return routeClassOf({ method: request.method, path, query: (request.query ?? {}) as { [name: string]: unknown } })
}
