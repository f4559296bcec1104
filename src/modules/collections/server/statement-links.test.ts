import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import * as contract from '../contract.ts'
import { listStatementSends, sendStatement } from './send-statement.ts'
import { createStatementLink, revokeStatementLinks } from './statement-links.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
const period = { from: '2026-02-01', to: '2026-03-31' }
let clientId = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: '<b>Birch</b> & Co', email: 'pay@birch.example' })
  await money.invoice(clientId, 30_000, { issuedOn: '2026-02-10', dueOn: '2026-03-10' })
})

const make = async () => {
  const link = await house.as.mia.execute(createStatementLink, { clientId, ...period }, { idempotencyKey: newId() })
  return { ...link, token: link.url.split('/').at(-1) ?? '' }
}
const visit = async (url: string, method: 'GET' | 'POST' = 'GET') => (await house.app()).inject({ method, url })
const live = async () => (await house.as.mia.perform(listStatementSends, { clientId })).liveLinkCount

test('the holder of the link sees the statement of that client and period, and its PDF', async () => {
  const { token, url } = await make()
  expect(url).toBe(`http://localhost:3000/s/${token}`)
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(await house.sql('app', 'SELECT id FROM statement_links WHERE token_hash = $1', [token])).toEqual([])
  const page = await visit(`/s/${token}`)
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Statement for &lt;b&gt;Birch&lt;/b&gt; &amp; Co')
  for (const shown of ['$300.00', 'Balance due', 'Opening balance']) expect(page.body).toContain(shown)
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
  const shared = (await visit(`/api/v1/public/statements/${token}`)).json()
  expect(shared).toMatchObject({ closingCents: 30_000, from: period.from, to: period.to, openingCents: 0 })
  expect(JSON.stringify(shared)).not.toMatch(/clientId|entryId|documentId|companyId/)
  const pdf = await visit(`/api/v1/public/statements/${token}/pdf`)
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})

test('the first look is remembered when a person sees it, not where nothing is written any more', async () => {
  const { token } = await make()
  const seen = () =>
    house.sql('app', 'SELECT id FROM statement_links WHERE first_viewed_at IS NOT NULL', [], companies.maple.id)
  await visit(`/s/${token}`)
  expect(await seen()).toEqual([])
  const closed = (at: string) => `UPDATE companies SET closed_at = ${at} WHERE id = $1`
  await house.sql('owner', closed('now()'), [companies.maple.id])
  expect((await visit(`/s/${token}`)).statusCode).toBe(200)
  expect((await visit(`/s/${token}/seen`, 'POST')).statusCode).toBe(204)
  expect(await seen()).toEqual([])
  await house.sql('owner', closed('NULL'), [companies.maple.id])
  expect((await visit(`/s/${token}/seen`, 'POST')).statusCode).toBe(204)
  expect(await seen()).toHaveLength(1)
})

test('closed, expired and unknown are all alike, and a link of a document opens no statement', async () => {
  const { token } = await make()
  const expired = await make()
  expect(await live()).toBeGreaterThan(1)
  await house.sql(
    'owner',
    `UPDATE statement_links SET expires_at = now() - interval '1 second' WHERE token_hash =
    encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [expired.token],
  )
  const gone = await visit(`/s/${expired.token}`)
  expect(gone.statusCode).toBe(404)
  expect((await house.as.mia.execute(revokeStatementLinks, { clientId })).revoked).toBeGreaterThan(0)
  expect(await live()).toBe(0)
  for (const path of [`/s/${token}`, '/s/unknown']) {
    const answer = await visit(path)
    expect([answer.statusCode, answer.body.replace(/nonce="[^"]*"/g, '')]).toEqual([
      404,
      gone.body.replace(/nonce="[^"]*"/g, ''),
    ])
  }
  expect((await visit(`/api/v1/public/statements/${token}`)).statusCode).toBe(404)
  expect((await visit(`/d/${(await make()).token}`)).statusCode).toBe(404)
})

test('a statement by e-mail carries such a link', async () => {
  await house.as.mia.execute(sendStatement, { clientId, ...period })
  await house.settle()
  const [mail] = await house.sql<{ text: string }>(
    'owner',
    "SELECT text_body AS text FROM outbound_emails WHERE kind = 'statement' ORDER BY created_at DESC LIMIT 1",
  )
  const [, token] = /\/s\/([\w-]{43})/.exec(mail?.text ?? '') ?? []
  expect((await visit(`/s/${token}`)).body).toContain('$300.00')
})

test('a period that ends before it begins is refused', async () => {
  const answer = await house.as.mia.http.call(contract.createStatementLink, {
    ...{ clientId, from: '2026-03-02', to: '2026-03-01' },
  })
  expect(answer.statusCode).toBe(422)
})
