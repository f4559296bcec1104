import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { isId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { toRefusal } from '../database/constraints.ts'
import type { OpenHouse } from '../open-house.ts'
import { openScope } from '../scope.ts'
import { type Doorkeeper, originOf } from './mount.ts'

const heartbeatMs = 20_000

/** Topics that tell about other people's money or time; Staff hear only what concerns them. */
const forEverybody = new Set(['timer', 'time', 'company', 'projects'])

/** Server-sent events: what changes on the screens of one company. */
export function mountEvents(app: FastifyInstance, house: OpenHouse, doorkeeper: Doorkeeper): void {
  app.get('/api/v1/companies/:companyId/events', async (request, reply) => {
    const person = await doorkeeper.identify(request)
    const { companyId } = request.params as { companyId: string }
    if (!isId(companyId)) throw new Refusal('not_found')
    const actor = await openScope(
      { ...house, origin: originOf(request), mode: 'read' },
      companyId,
      doorkeeper.actor(person),
      async (scope) => scope.actor,
    ).catch((error: unknown) => {
      throw toRefusal(error)
    })
    const staff = actor.kind === 'member' && actor.role === 'staff'
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 2000\n\n')
    const stop = house.signals.listen(companyId, (signal) => {
      if (!staff || forEverybody.has(signal.topic)) raw.write(`data: ${JSON.stringify(signal)}\n\n`)
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
