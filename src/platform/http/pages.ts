import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import type { Settings } from '../settings.ts'

const page = 'index.html'

type Manifest = Record<string, { file: string; imports?: string[]; css?: string[] }>

/** Whose page it is. Named only where the first screen asks it: elsewhere a later question would get this early answer. */
const session = '<link rel="preload" as="fetch" crossorigin href="/api/v1/me">'

/** Screens inside a company stand in the shell: its files are named in their page, so that they come while the entry runs. */
function inShell(html: string, folder: string): string {
  const path = join(folder, '.vite', 'manifest.json')
  const manifest = (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}) as Manifest
  const shell = Object.keys(manifest).find((name) => name.endsWith('ui/shell/shell.tsx'))
  const files = new Set<string>()
  const reach = (name: string | undefined): void => {
    const chunk = name === undefined ? undefined : manifest[name]
    if (!chunk || files.has(chunk.file)) return
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    for (const one of chunk.imports ?? []) reach(one)
  }
  reach(shell)
  const links = [...files]
    .filter((file) => !html.includes(`/${file}"`))
    .map((file) =>
      file.endsWith('.css')
        ? `<link rel="preload" as="style" crossorigin href="/${file}">`
        : `<link rel="modulepreload" crossorigin href="/${file}">`,
    )
  return html.replace('</head>', `${session}${links.join('')}</head>`)
}

/** The web application: hashed assets for ever, its page fresh with a nonce each time. */
export async function mountPages(app: FastifyInstance, settings: Settings): Promise<void> {
  const folder = join(settings.root, 'dist', 'web')
  const built = existsSync(join(folder, page))
  const html = built ? readFileSync(join(folder, page), 'utf8') : undefined
  const inCompany = html && inShell(html, folder)
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
      .send(((path.startsWith('/c/') && inCompany) || html).replaceAll('__CSP_NONCE__', request.styleNonce))
  })
}
