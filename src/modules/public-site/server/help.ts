import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { marked } from 'marked'
import { Refusal } from '#kernel/refusal.ts'
import { Html, html } from './html.ts'
import { readingPage } from './reading-page.ts'

const guide = join(import.meta.dirname, '../../../../docs/guide')

/** `/help` and `/help/:page`: the guide of the repository (`docs/guide`), as people read it from the screens. */
export function mountHelp(app: FastifyInstance): void {
  app.get('/help', async (request, reply) => reply.type(type).send(await helpPage('README', request.styleNonce)))
  app.get<{ Params: { page: string } }>('/help/:page', async (request, reply) =>
    reply.type(type).send(await helpPage(request.params.page, request.styleNonce)),
  )
}

const type = 'text/html; charset=utf-8'

async function helpPage(name: string, nonce: string): Promise<string> {
  const names = (await readdir(guide)).filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -3))
  if (!names.includes(name)) throw new Refusal('not_found')
  const text = await readFile(join(guide, `${name}.md`), 'utf8')
  const title = /^# (.+)$/m.exec(text)?.[1] ?? 'Guide'
  // The guide is our own text, so what it holds may stand as HTML. Its links to files become links to pages.
  const body = marked.parse(text, { async: false }).replace(/href="([\w-]+)\.md/g, 'href="/help/$1')
  const back = name === 'README' ? null : html`<p class="back"><a href="/help">Guide</a></p>`
  return readingPage({ title, nonce, body: html`<main>${back}${new Html(body)}</main>` })
}
