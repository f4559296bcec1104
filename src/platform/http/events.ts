import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { isId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { toRefusal } from '../database/constraints.ts'
import type { OpenHouse } from '../open-house.ts'
import type { Signal } from '../record.ts'
import { type Actor, openScope } from '../scope.ts'
import { type Doorkeeper, originOf, type Person } from './mount.ts'

const heartbeatMs = 20_000
/** How often it is asked whether the session or key that opened a stream is still good. */
const lookMs = 60_000
/** Streams of one person in one process: tabs, windows and devices of a long day, not more. */
const streamsMax = 30

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
  const open = new Set<{ userId: string; end(): void }>()
  app.get('/api/v1/companies/:companyId/events', async (request, reply) => {
    const { companyId } = request.params as { companyId: string }
    const person = await doorkeeper.identify(request)
    if (!isId(companyId)) throw new Refusal('not_found')
    const mine = [...open].filter((stream) => stream.userId === person.userId)
    if (mine.length >= streamsMax) throw new Refusal('too_many_requests', { seconds: 60 })
    const actorNow = async (by: Person) =>
      openScope(
        { ...house, origin: originOf(request), mode: 'read' },
        companyId,
        doorkeeper.actor(by),
        async (scope) => scope.actor,
      )
    let actor = await actorNow(person).catch((error: unknown) => {
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
    /** Who listens may have another role now, or none, and the session may be over: then the stream ends. */
    const look = () =>
      doorkeeper
        .identify(request, 'watching')
        .then(actorNow)
        .then((now) => (actor = now), end)
    const stop = house.signals.listen(companyId, (signal) => {
      const heard = heardBy(actor, signal)
      if (heard) raw.write(`data: ${JSON.stringify(heard)}\n\n`)
      if (concerns(actor, signal)) void look()
    })
    const timers = [setInterval(() => raw.write(': still here\n\n'), heartbeatMs), setInterval(look, lookMs)]
    const stream = { userId: person.userId, end }
    function end() {
      for (const timer of timers) clearInterval(timer)
      stop()
      open.delete(stream)
      raw.end()
    }
    open.add(stream)
    request.raw.once('close', end)
    // Whoever went while it was looked up is not told by an event any more.
    if (request.raw.destroyed) end()
  })
  app.addHook('preClose', async () => {
    for (const { end } of open) end()
  })
}
