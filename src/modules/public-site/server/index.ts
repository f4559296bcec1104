/** The pages that people without an account see. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import { readSharedDocument, viewSharedDocument } from '#modules/documents/server/index.ts'
import { hashToken, originOf } from '#platform/http/mount.ts'
import { visitorCommand, visitorQuery } from '#platform/operation.ts'
import { type House, performForVisitor } from '#platform/runner.ts'
import { documentPage } from './document-page.ts'
import { missingPage } from './page.ts'

export { mountApiReference } from './api-reference.ts'
export { mountHelp } from './help.ts'

const nothing = z.object({})
const view = visitorCommand({ name: 'publicSite.view', input: nothing, run: (visitor) => viewSharedDocument(visitor) })
const glance = visitorQuery({
  name: 'publicSite.glance',
  input: nothing,
  run: (visitor) => readSharedDocument(visitor),
})

/** `/d/:token`: the document that the link opens, or a friendly page with status 404. */
export function mountPublicSite(app: FastifyInstance, house: House): void {
  app.get<{ Params: { token: string } }>('/d/:token', async (request, reply) => {
    const { token } = request.params
    const looking = request.method === 'HEAD' ? glance : view
    const hash = hashToken(token)
    try {
      const document = await performForVisitor(house, looking, hash, originOf(request), {})
      return answer(reply, 200, documentPage(document, token, request.styleNonce))
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'not_found')) throw error
      return answer(reply, 404, missingPage(request.styleNonce))
    }
  })
}

function answer(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex')
    .header('referrer-policy', 'no-referrer')
    .send(body)
}
