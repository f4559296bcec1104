import type { FastifyRequest } from 'fastify'
import { addSeconds, type Instant, systemClock } from '#kernel/calendar.ts'
import { type KeyScope, keyScopes } from '#kernel/permissions.ts'
import { features, planAllowsFeature, plans } from '#kernel/plans.ts'
import { Refusal } from '#kernel/refusal.ts'
import { hashToken, type KeyAtDoor, originOf } from '#platform/http/mount.ts'
import type { House } from '#platform/runner.ts'
import { type Actor, type ActorSource, type Opening, openScope, openVisitorScope } from '#platform/scope.ts'
import { isSecret } from './secret.ts'

type Found = {
  companyId: string
  id: string
  userId: string
  name: string
  scopes: KeyScope[]
  expired: boolean
  revoked: boolean
  lastUsedAt: Instant | null
}

const noteAfterSeconds = 60

/** Whether a program asks: everything that carries `Authorization`. */
export const hasKey = (request: FastifyRequest) => request.headers.authorization !== undefined

/**
 * The key that a program sends, by the hash of its secret. Refuses with `two_credentials` beside a session's cookie, and
 * with `api_key_invalid` what is no key, revoked or expired; in words they are one.
 */
export async function identifyKey(house: House, request: FastifyRequest): Promise<KeyAtDoor> {
  if (Object.keys(request.cookies).some((name) => name.endsWith('.session_token'))) throw new Refusal('two_credentials')
  const [, secret = ''] = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (!isSecret(secret)) throw new Refusal('api_key_invalid')
  const found = await findKey(house, request, hashToken(secret))
  if (!found || found.revoked || found.expired) throw new Refusal('api_key_invalid')
  await noteUse(house, request, found)
  const { companyId, id, userId, name } = found
  return { companyId, id, userId, name, scopes: found.scopes.filter((scope) => keyScopes.includes(scope)) }
}

async function findKey(house: House, request: FastifyRequest, hash: string): Promise<Found | undefined> {
  const options = { ...house, origin: originOf(request), mode: 'read' } as const
  const [found] = await openVisitorScope(options, hash, (scope) =>
    scope.sql<Found>(
      'integrations.keyByHash',
      `SELECT company_id AS "companyId", id, user_id AS "userId", name, scopes, last_used_at AS "lastUsedAt",
              revoked_at IS NOT NULL AS revoked, coalesce(expires_at <= $2, false) AS expired
       FROM api_keys WHERE token_hash = $1`,
      [hash, scope.now],
    ),
  )
  return found
}

/** Once a minute at most, and never at the cost of the request. */
async function noteUse(house: House, request: FastifyRequest, { companyId, id, lastUsedAt }: Found): Promise<void> {
  if (lastUsedAt !== null && addSeconds(lastUsedAt, noteAfterSeconds) > systemClock()) return
  const options = { ...house, origin: originOf(request), mode: 'write' } as const
  try {
    await openScope(options, companyId, { kind: 'system', name: 'API keys' }, (scope) =>
      scope.sql(
        'integrations.keyUsed',
        'UPDATE api_keys SET last_used_at = $3 WHERE company_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)',
        [companyId, id, scope.now],
      ),
    )
  } catch (error) {
    house.outside.log.warn({ err: error, rid: request.id }, 'the use of an API key was not noted')
  }
}

/**
 * What a key may do in a company: in its own as much as its maker may today, within its scopes; in any other there is
 * nothing. A maker who left takes their keys along.
 */
export function keyActor(key: KeyAtDoor, maker: ActorSource): ActorSource {
  const load = async (opening: Opening): Promise<Actor> => {
    if (opening.companyId !== key.companyId) throw new Refusal('not_found')
    const actor = typeof maker === 'function' ? await orGone(maker(opening)) : maker
    if (actor.kind !== 'member') throw new Refusal('api_key_invalid')
    if (!planAllowsFeature(actor.plan.plan, 'apiAccess'))
      throw new Refusal('plan_needed', { plan: plans[features.apiAccess.plan].name })
    return { ...actor, name: `key ${key.name} (${actor.name})`, scopes: key.scopes }
  }
  return Object.assign(load, { who: `key:${key.id}` })
}

async function orGone<A>(loading: Promise<A>): Promise<A> {
  try {
    return await loading
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') throw new Refusal('api_key_invalid')
    throw error
  }
}
