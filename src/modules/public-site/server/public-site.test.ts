import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { createInvoice, sendInvoice, voidInvoice } from '#modules/documents/server/index.ts'
import { hashToken } from '#platform/http/mount.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''
beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Harbor & <b>Finch</b>' })
})

const hostile = `<script>alert(1)</script>"'{{7*7}}\${7*7}`

async function shared(more: object = {}) {
  const lines = [
    { name: hostile, description: hostile, quantity: '1.5', unit: 'hour', unitPriceCents: 10_001, taxCents: 1_238 },
    { name: 'Hosting', quantity: '2', unitPriceCents: 99_999 },
  ]
  const { id } = await house.as.mia.execute(createInvoice, {
    clientId,
    lines,
    notes: hostile,
    terms: 'Net 30',
    ...more,
  })
  const sent = await house.as.mia.execute(sendInvoice, { invoiceId: id, email: null })
  const token = `token-${id}`
  await house.sql(
    'app',
    `INSERT INTO public_links (company_id, id, document_id, token_hash, expires_at) VALUES ($1, $2, $3, $4, now() + interval '1 day')`,
    [companies.maple.id, newId(), id, hashToken(token)],
  )
  return { invoice: sent, path: `/d/${token}` }
}

const visit = async (path: string, method: 'GET' | 'HEAD' = 'GET') => (await house.app()).inject({ method, url: path })

test('the client sees the document, to the cent', async () => {
  const { invoice, path } = await shared({ discount: { kind: 'fixed', cents: 1_000 } })
  const answer = await visit(path)
  expect(answer.statusCode).toBe(200)
  // 1.5 × $100.01 rounds half up
  for (const shown of ['$150.02', '$1,999.98', '$2,150.00', '-$10.00', '$12.38', '$2,152.38', '1.5 h × $100.01'])
    expect(answer.body).toContain(shown)
  expect(answer.body).toContain(`Invoice ${invoice.number}`)
  expect(answer.body).toContain(`href="/api/v1/public/documents/${path.split('/').at(-1)}/pdf"`)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
    'referrer-policy': 'same-origin',
  })
  expect(answer.headers['content-security-policy']).toContain(/<style nonce="([\w-]+)"/.exec(answer.body)?.[1])
})

test('what people typed stays text, and the only script is our own file', async () => {
  const page = await visit((await shared()).path)
  const body = page.body.replace('<script src="/seen.js" defer></script>', '')
  expect(body).not.toBe(page.body)
  expect(body).not.toMatch(/<script|<b>|javascript:| on\w+=/i)
  expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;{{7*7}}')
  expect(body).toContain('Harbor &amp; &lt;b&gt;Finch&lt;/b&gt;')
})

test('asking for the page is no look; a person who has it before them is, and says so from our own page', async () => {
  const { invoice, path } = await shared()
  const looks = () =>
    house.sql('app', 'SELECT id FROM public_links WHERE document_id = $1 AND first_viewed_at IS NOT NULL', [invoice.id])
  expect((await visit(path, 'HEAD')).statusCode).toBe(200)
  expect(await looks()).toEqual([])
  await visit(path)
  expect(await looks()).toEqual([])
  const app = await house.app()
  const say = (headers: { [name: string]: string }) => app.inject({ method: 'POST', url: `${path}/seen`, headers })
  expect((await say({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  expect(await looks()).toEqual([])
  expect((await say({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(204)
  expect(await looks()).toHaveLength(1)
  expect((await app.inject({ method: 'POST', url: '/d/nobody-knows-this/seen' })).statusCode).toBe(404)
  expect((await app.inject('/seen.js')).body).toContain('sendBeacon')
})

test('a link that is unknown or of a void invoice gives the same friendly page', async () => {
  const { invoice, path } = await shared()
  await house.as.ben.execute(voidInvoice, { invoiceId: invoice.id })
  for (const gone of [path, '/d/nobody-knows-this', '/d/%3Cscript%3E']) {
    const answer = await visit(gone)
    expect(answer.statusCode).toBe(404)
    expect(answer.headers).toMatchObject({ 'x-robots-tag': 'noindex', 'content-type': 'text/html; charset=utf-8' })
    expect(answer.body).toContain('This link does not open anything')
    expect(answer.body).not.toMatch(/<script/i)
  }
})
