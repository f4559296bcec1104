import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { isId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { toRefusal } from '../database/constraints.ts'
import type { OpenHouse } from '../open-house.ts'
import type { Signal } from '../record.ts'
import { type Actor, openScope } from '../scope.ts'
import { type Doorkeeper, originOf } from './mount.ts'

const heartbeatMs = 20_000

/** Topics that Staff and keys hear: that something changed, not what. Of timers they hear their own. */
const forEverybody = new Set(['time', 'company', 'projects', 'members'])

/** What of a signal this actor may hear. */
function heardBy(actor: Actor, signal: Signal): Signal | undefined {
  if (actor.kind !== 'member' || (actor.role !== 'staff' && actor.scopes === undefined)) return signal
  if (signal.topic === 'timer') return signal.id === actor.memberId ? signal : undefined
  return forEverybody.has(signal.topic) ? { topic: signal.topic } : undefined
}

/** Whether the signal may change what this actor may hear. */
function concerns(actor: Actor, { topic, id }: Signal): boolean {
  return topic === 'company' || (topic === 'members' && actor.kind === 'member' && id === actor.memberId)
}

/** Server-sent events: what changes on the screens of one company. */
export function mountEvents(app: FastifyInstance, house: OpenHouse, doorkeeper: Doorkeeper): void {
  app.get('/api/v1/companies/:companyId/events', async (request, reply) => {
    const person = await doorkeeper.identify(request)
    const { companyId } = request.params as { companyId: string }
    if (!isId(companyId)) throw new Refusal('not_found')
    const look = () =>
      openScope(
        { ...house, origin: originOf(request), mode: 'read' },
        companyId,
        doorkeeper.actor(person),
        async (scope) => scope.actor,
      )
    let actor = await look().catch((error: unknown) => {
      throw toRefusal(error)
    })
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 2000\n\n')
    const stop = house.signals.listen(companyId, (signal) => {
      const heard = heardBy(actor, signal)
      if (heard) raw.write(`data: ${JSON.stringify(heard)}\n\n`)
      // Who listens may have another role now, or none: then the stream ends.
      if (concerns(actor, signal)) look().then((now) => (actor = now), end)
    })
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs)
    const end = () => {
      clearInterval(heartbeat)
      stop()
      raw.end()
    }
    request.raw.once('close', end)
    open.add(end)
    request.raw.once('close', () => open.delete(end))
  })
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })
}
