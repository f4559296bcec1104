import { beforeAll, expect, test } from 'vitest'
import { quotes } from '#modules/documents/contract.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''
beforeAll(async () => {
  clientId = await work.client()
})

/** A sent estimate, and the address that its client has. */
async function shared(more: object = {}): Promise<{ id: string; path: string }> {
  const lines = [{ name: 'Design', unitPriceCents: 1_000 }]
  const { http } = house.as.mia
  const { id } = (await http.call(quotes.estimate.create, { clientId, lines, ...more } as never)).json<{ id: string }>()
  await http.call(quotes.estimate.send, { documentId: id, email: null })
  const link = (await http.call(quotes.estimate.createLink, { documentId: id })).json<{ url: string }>()
  return { id, path: new URL(link.url).pathname }
}

async function submit(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const app = await house.app()
  const payload = new URLSearchParams(fields).toString()
  return app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
}
const page = async (url: string) => (await (await house.app()).inject({ url })).body
const stateOf = async (documentId: string) =>
  (await house.as.mia.http.call(quotes.estimate.read, { documentId })).json<{ displayState: string }>().displayState

test('the client accepts on the page, once; name, time and address are kept, and the log says that it was the client', async () => {
  const { id, path } = await shared()
  expect(await page(path)).toContain('Your answer')
  const answer = await submit(`${path}/accept`, { name: 'Pat <Client>' })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `${path}#answer`])
  const seen = await page(path)
  expect(seen).toContain('by Pat &lt;Client&gt; on')
  expect(seen).not.toContain('<form')
  expect(await stateOf(id)).toBe('accepted')
  const again = await submit(`${path}/decline`, { name: 'Somebody' })
  expect(again.statusCode).toBe(409)
  expect(again.body).toContain('has been answered')
  const events = await house.sql<{ actor_kind: string; after: { decidedByName: string } }>(
    'owner',
    "SELECT actor_kind, after FROM audit_events WHERE action = 'documents.acceptEstimate' AND subject_id = $1",
    [id],
  )
  expect(events).toEqual([{ actor_kind: 'bearer', after: expect.objectContaining({ decidedByName: 'Pat <Client>' }) }])
})

test('declines with a reason', async () => {
  const { id, path } = await shared()
  expect((await submit(`${path}/decline`, { name: 'Pat', reason: 'Too dear' })).statusCode).toBe(303)
  expect(await stateOf(id)).toBe('declined')
})

test('without a name nothing is written, and the page says what is missing', async () => {
  const { id, path } = await shared()
  const answer = await submit(`${path}/accept`, { name: '  ' })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('Enter your name.')
  expect(await stateOf(id)).toBe('sent')
})

test('too late is refused, on the page and behind it', async () => {
  const { id, path } = await shared({ issuedOn: '2025-01-01', validUntil: '2025-01-02' })
  expect(await page(path)).toContain('The time to answer this estimate is over')
  expect((await submit(`${path}/accept`, { name: 'Pat' })).statusCode).toBe(409)
  expect(await stateOf(id)).toBe('expired')
})

test('another site cannot answer for the client, and a wrong token opens nothing', async () => {
  const { id, path } = await shared()
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  expect((await submit(`${path}/accept`, { name: 'Pat' }, foreign)).statusCode).toBe(403)
  expect((await submit('/d/nobody-knows-this/accept', { name: 'Pat' })).statusCode).toBe(404)
  expect(await stateOf(id)).toBe('sent')
})

test('what a proposal says stands on the page as text', async () => {
  const sections = [{ title: 'Part <b>one</b>', body: '- a **bold** item\n\n<script>alert(1)</script>' }]
  const lines = [{ name: 'Design', unitPriceCents: 1_000 }]
  const { http } = house.as.mia
  const made = await http.call(quotes.proposal.create, { clientId, lines, cover: 'Dear you', sections } as never)
  const documentId = made.json<{ id: string }>().id
  await http.call(quotes.proposal.send, { documentId, email: null })
  const { url } = (await http.call(quotes.proposal.createLink, { documentId })).json<{ url: string }>()
  const body = await page(new URL(url).pathname)
  expect(body).toContain('<h3>Part &lt;b&gt;one&lt;/b&gt;</h3><ul><li>a <strong>bold</strong> item</li></ul>')
  expect(body).not.toContain('<script>alert')
})
