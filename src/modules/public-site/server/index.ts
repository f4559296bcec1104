/** The pages that people without an account see. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import { readShared, viewShared } from '#modules/collections/server/index.ts'
import { sharing } from '#modules/documents/server/index.ts'
import { hashToken, originOf } from '#platform/http/mount.ts'
import { type VisitorOperation, visitorCommand, visitorQuery } from '#platform/operation.ts'
import { type House, performForVisitor } from '#platform/runner.ts'
import { documentPage } from './document-page.ts'
import { missingPage } from './page.ts'
import { statementPage } from './statement-page.ts'

export { mountApiReference } from './api-reference.ts'
export { mountHelp } from './help.ts'

type Render<A> = (found: A, token: string, nonce: string) => string

const nothing = z.object({})
const view = visitorCommand({ name: 'publicSite.view', input: nothing, run: (visitor) => sharing.view(visitor) })
const glance = visitorQuery({
  name: 'publicSite.glance',
  input: nothing,
  run: (visitor) => sharing.read(visitor),
})

const viewStatement = visitorCommand({ name: 'publicSite.viewStatement', input: nothing, run: viewShared })
const glanceAtStatement = visitorQuery({ name: 'publicSite.glanceAtStatement', input: nothing, run: readShared })

/** `/d/:token` and `/s/:token`: the document or statement that the link opens, or a friendly page with status 404. */
export function mountPublicSite(app: FastifyInstance, house: House): void {
  const shown = <A>(path: string, look: VisitorOperation<typeof nothing, A>, render: Render<A>) =>
    app.get<{ Params: { token: string } }>(path, async (request, reply) => {
      const { token } = request.params
      try {
        const found = await performForVisitor(house, look, hashToken(token), originOf(request), {})
        return answer(reply, 200, render(found, token, request.styleNonce))
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'not_found')) throw error
        return answer(reply, 404, missingPage(request.styleNonce))
      }
    })
  shown('/d/:token', glance, documentPage)
  shown('/s/:token', glanceAtStatement, statementPage)
  app.get('/seen.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=3600').send(seenScript),
  )
  for (const [path, seen] of [
    ['/d/:token/seen', view],
    ['/s/:token/seen', viewStatement],
  ] as const)
    app.post<{ Params: { token: string } }>(path, async (request, reply) => {
      await performForVisitor(house, seen, hashToken(request.params.token), originOf(request), {})
      return reply.status(204).send()
    })
  void app.register(async (forms) => mountAnswers(forms, house))
}

/** Says that a person has the page before them. The page works without it; only then nobody knows. */
const seenScript = `const seen = () => navigator.sendBeacon(location.pathname.split('/').slice(0, 3).join('/') + '/seen')
if (document.visibilityState === 'visible') seen()
else document.addEventListener('visibilitychange', seen, { once: true })
`

/**
 * The forms on the page of an estimate or proposal. They work without scripts, so they come as a browser writes forms;
 * other sites are refused like everywhere. After an answer the page is shown anew, so that a reload asks nothing twice.
 */
function mountAnswers(app: FastifyInstance, house: House): void {
  const form = { parseAs: 'string', bodyLimit: 20_000 } as const
  app.addContentTypeParser('application/x-www-form-urlencoded', form, async (_request: unknown, body: string) =>
    Object.fromEntries(new URLSearchParams(body)),
  )
  for (const [verb, operation] of [
    ['accept', sharing.accept],
    ['decline', sharing.decline],
  ] as const) {
    app.post<{ Params: { token: string }; Body: { name?: string; reason?: string } }>(
      `/d/:token/${verb}`,
      async (request, reply) => {
        const { token } = request.params
        const { name = '', reason = '' } = request.body ?? {}
        const said = { token, name, ...(verb === 'decline' ? { reason } : {}) }
        const hash = hashToken(token)
        const origin = originOf(request)
        try {
          await performForVisitor(house, operation, hash, origin, said)
          return reply.redirect(`/d/${encodeURIComponent(token)}#answer`, 303)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          if (error.code === 'not_found') return answer(reply, 404, missingPage(request.styleNonce))
          const document = await performForVisitor(house, glance, hash, origin, {})
          const why = error.errors[0]?.message ?? error.message
          return answer(reply, error.status, documentPage(document, token, request.styleNonce, why))
        }
      },
    )
  }
}

function answer(reply: FastifyReply, status: number, body: string): FastifyReply {
  return (
    reply
      .status(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      // The token is in the address: no other site learns it. Ours does, or a browser would call its forms' origin null.
      .header('referrer-policy', 'same-origin')
      .send(body)
  )
}
