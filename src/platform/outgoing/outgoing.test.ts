import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSettings } from '../settings.ts'
import { createOutgoing, type OutgoingOptions, outgoingOf } from './outgoing.ts'

type Seen = { method: string | undefined; url: string | undefined; headers: IncomingMessage['headers']; body: string }

/** A real server on this machine; what arrives is noted. */
const seen: Seen[] = []
let server: Server
let port = 0
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen.push({ method: request.method, url: request.url, headers: request.headers, body })
    answer(request.url ?? '', response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function answer(url: string, response: ServerResponse): void {
  if (url === '/slow') return void response.write('a little')
  if (url === '/never') return
  if (url === '/cut') return void response.destroy()
  if (url === '/redirect') return void response.writeHead(302, { location: `http://127.0.0.1:${port}/inside` }).end()
  if (url === '/headers') return void response.setHeader('x-long', 'x'.repeat(40_000)).end()
  if (url === '/huge') {
    const more = () => response.write('h'.repeat(64 * 1024), () => !response.destroyed && more())
    more()
    return
  }
  response.writeHead(url === '/no' ? 500 : 200, { 'set-cookie': 'a=b' }).end('thanks')
}

const here = (more: Partial<OutgoingOptions> = {}) =>
  createOutgoing({ secureOnly: false, allow: [`127.0.0.1:${port}`], timeoutMs: 2_000, ...more })
const post = (path: string, more?: Partial<OutgoingOptions>) =>
  here(more).post(`http://127.0.0.1:${port}${path}`, { 'x-mine': '1' }, '{"a":1}')

const inside = [
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::]/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://2130706433/',
  'http://127.1/',
  'http://0/',
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST/',
  'http://db/',
  'http://metadata.google.internal/',
  'http://printer.local/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00:ec2::254]/',
  'http://[64:ff9b::7f00:1]/',
  'http://10.0.0.1:8080/',
  'http://①②⑦.⓪.⓪.①/',
]
test.each(inside)('%s is refused without asking anybody', async (url) => {
  const outgoing = createOutgoing({ secureOnly: false, allow: [], resolve: () => Promise.reject(new Error('asked')) })
  expect(() => outgoing.check(url)).toThrow(/private network/)
  await expect(outgoing.post(url, {}, '')).rejects.toMatchObject({ reason: 'refused' })
})

const malformed: [string, RegExp][] = [
  ['hooks.example.com', /not a web address/],
  ['', /not a web address/],
  ['ftp://example.com/', /https:\/\//],
  ['file:///etc/passwd', /https:\/\//],
  ['javascript:alert(1)', /https:\/\//],
  ['https://me:secret@example.com/', /name or password/],
  ['https://example.com:22/', /Use port 443/],
  ['https://example.com:6379/', /Use port 443/],
]
test.each(malformed)('%s is no address to send to', (url, sentence) => {
  expect(() => createOutgoing({ secureOnly: false, allow: [] }).check(url)).toThrow(sentence)
})

test('production speaks HTTPS only, and opens no private address to anybody', () => {
  const safe = createOutgoing({ secureOnly: true, allow: [] })
  expect(() => safe.check('http://example.com/')).toThrow(/https:\/\//)
  expect(() => safe.check('https://example.com/')).not.toThrow()
  const prod = { EZ360_ENV: 'prod', EZ360_SECRET: 's'.repeat(32), EZ360_BASE_URL: 'https://a.example' }
  expect(() => outgoingOf(readSettings(prod, '.')).check('http://example.com/')).toThrow(/https:\/\//)
  expect(() => readSettings({ ...prod, EZ360_OUTGOING_ALLOW: '127.0.0.1:1' }, '.')).toThrow(/EZ360_OUTGOING_ALLOW/)
  expect(readSettings({ EZ360_OUTGOING_ALLOW: 'a:1, b:2' }, '.').outgoingAllow).toEqual(['a:1', 'b:2'])
})

test.each([
  ['a private one', ['10.0.0.5']],
  ['a public one and a private one', ['93.184.216.34', '127.0.0.1']],
  ['a mapped one', ['::ffff:10.0.0.5']],
])('a name that resolves to %s is refused', async (_what, addresses) => {
  const outgoing = createOutgoing({ secureOnly: false, allow: [], resolve: async () => addresses })
  await expect(outgoing.post('http://hooks.example.com/', {}, '')).rejects.toThrow(/private network/)
})

test('a name is looked up once, and the connection goes to the address that was checked', async () => {
  let asked = 0
  // The first look-up leads to the server of this test; a second one would lead somewhere that does not answer.
  const resolve = async () => [asked++ === 0 ? '127.0.0.1' : '127.0.0.9']
  const outgoing = createOutgoing({
    secureOnly: false,
    allow: [`hooks.example.com:${port}`],
    resolve,
    timeoutMs: 2_000,
  })
  const before = seen.length
  const { status } = await outgoing.post(`http://hooks.example.com:${port}/pinned`, {}, '')
  expect([status, asked, seen.length - before]).toEqual([200, 1, 1])
  expect(seen.at(-1)?.headers.host).toBe(`hooks.example.com:${port}`)
})

test('every request looks the name up anew: what it said last time counts for nothing', async () => {
  const said = [[], ['127.0.0.1']]
  const outgoing = createOutgoing({ secureOnly: false, allow: [], resolve: async () => said.shift() ?? [] })
  await expect(outgoing.post('http://hooks.example.com/', {}, '')).rejects.toMatchObject({ reason: 'unreachable' })
  await expect(outgoing.post('http://hooks.example.com/', {}, '')).rejects.toMatchObject({ reason: 'refused' })
  expect(said).toEqual([])
})

test('what is sent arrives as it is, with nothing of ours beside it', async () => {
  const { status, body, ms } = await post('/in?x=1')
  expect([status, body, ms >= 0]).toEqual([200, 'thanks', true])
  expect(seen.at(-1)).toMatchObject({ method: 'POST', url: '/in?x=1', body: '{"a":1}' })
  expect(Object.keys(seen.at(-1)?.headers ?? {}).sort()).toEqual(['connection', 'content-length', 'host', 'x-mine'])
  // A cookie of the answer is not kept.
  await post('/again')
  expect(seen.at(-1)?.headers).not.toHaveProperty('cookie')
})

test('a failure and a redirect are answers; nobody follows the redirect', async () => {
  const before = seen.length
  expect(await post('/no')).toMatchObject({ status: 500, body: 'thanks' })
  expect(await post('/redirect')).toMatchObject({ status: 302 })
  expect(seen.slice(before).map(({ url }) => url)).toEqual(['/no', '/redirect'])
})

test.each(['/slow', '/never'])('%s ends after the time that it has', async (path) => {
  await expect(post(path, { timeoutMs: 200 })).rejects.toMatchObject({ reason: 'timed_out' })
})

test('a look-up that never ends does, too', async () => {
  const outgoing = createOutgoing({ secureOnly: false, allow: [], resolve: () => new Promise(() => {}), timeoutMs: 50 })
  await expect(outgoing.post('http://hooks.example.com/', {}, '')).rejects.toMatchObject({ reason: 'timed_out' })
})

test('of an answer without end only the beginning is read', async () => {
  const { body } = await post('/huge', { keptBytes: 1024 })
  expect(body).toBe('h'.repeat(1024))
})

test('headers without end, a cut connection and a closed port are told apart', async () => {
  await expect(post('/headers')).rejects.toThrow(/more headers/)
  await expect(post('/cut')).rejects.toThrow(/cut before/)
  const closed = createOutgoing({ secureOnly: false, allow: ['127.0.0.1:9'] })
  await expect(closed.post('http://127.0.0.1:9/', {}, '')).rejects.toThrow(/Nothing listens/)
  const unknown = createOutgoing({
    secureOnly: false,
    allow: [],
    resolve: () => Promise.reject(new Error('ENOTFOUND')),
  })
  await expect(unknown.post('https://nowhere.example.com/', {}, '')).rejects.toThrow(/not known/)
})

test('a message beyond all measure is not sent', async () => {
  await expect(here().post(`http://127.0.0.1:${port}/in`, {}, 'x'.repeat(300_000))).rejects.toThrow(/too large/)
})

test('proxies of the environment are not asked', async () => {
  process.env.HTTP_PROXY = 'http://127.0.0.1:9'
  try {
    expect(await post('/direct')).toMatchObject({ status: 200 })
  } finally {
    delete process.env.HTTP_PROXY
  }
})
