import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import type { Settings } from '../settings.ts'

const page = 'index.html'

/** The web application: hashed assets for ever, its page fresh with a nonce each time. */
export async function mountPages(app: FastifyInstance, settings: Settings): Promise<void> {
  const folder = join(settings.root, 'dist', 'web')
  const built = existsSync(join(folder, page))
  const html = built ? readFileSync(join(folder, page), 'utf8') : undefined
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      globIgnore: [page, `${page}.*`, '.vite/**'],
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        )
      },
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const wantsPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !path.startsWith('/api/') &&
      !path.startsWith('/assets/') &&
      !/\.\w{1,8}$/.test(path)
    if (!wantsPage || html === undefined) throw new Refusal('not_found')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(html.replaceAll('__CSP_NONCE__', request.styleNonce))
  })
}
