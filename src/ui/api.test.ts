import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { call, fileUrl } from './api.ts'

const list = endpoint({
  method: 'GET',
  path: '/invoices',
  area: 'company',
  summary: 'List',
  input: z.object({ q: z.string().optional(), limit: z.number().optional() }),
  answer: z.object({ items: z.array(z.string()) }),
})
const send = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/send',
  area: 'company',
  summary: 'Send',
  input: z.object({ invoiceId: z.string(), sentOn: z.string() }),
  answer: z.object({ id: z.string() }),
})

function answerWith(status: number, body: unknown) {
  const asked = vi.fn(async (_url: string, _init: RequestInit) => new Response(JSON.stringify(body), { status }))
  vi.stubGlobal('fetch', asked)
  return asked
}

afterEach(() => vi.unstubAllGlobals())

test('a read travels in the address, without what is empty', async () => {
  const asked = answerWith(200, { items: ['a'] })
  expect(await call(list, { q: 'a b', limit: undefined }, { companyId: 'c1' })).toEqual({ items: ['a'] })
  expect(asked.mock.calls[0]?.[0]).toBe('/api/v1/companies/c1/invoices?q=a+b')
  expect(fileUrl(list, { format: 'csv' }, 'c1')).toBe('/api/v1/companies/c1/invoices?format=csv')
})

test('a change travels in the body, its parameters in the path, its key and revision in headers', async () => {
  const asked = answerWith(200, { id: 'i1' })
  const input = { invoiceId: 'i1', sentOn: '2026-11-24' }
  await call(send, input, { companyId: 'c1', idempotencyKey: 'key-0001', ifMatch: 3, dryRun: true })
  const [url, init] = asked.mock.calls[0] ?? []
  expect(url).toBe('/api/v1/companies/c1/invoices/i1/send?dryRun=true')
  expect(init?.body).toBe('{"sentOn":"2026-11-24"}')
  expect(init?.headers).toMatchObject({ 'idempotency-key': 'key-0001', 'if-match': '"3"' })
})

test('a refusal is a problem with its code, its fields and its request id', async () => {
  answerWith(422, {
    type: '/problems/invalid_input',
    detail: 'Check the marked fields.',
    requestId: 'r1',
    errors: [{ path: 'q', message: 'Too long.' }],
  })
  await expect(call(list, {}, { companyId: 'c1' })).rejects.toMatchObject({
    status: 422,
    code: 'invalid_input',
    detail: 'Check the marked fields.',
    requestId: 'r1',
    errors: [{ path: 'q', message: 'Too long.' }],
    passing: false,
  })
})

test('a server that cannot be reached is a problem worth repeating', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(call(list, {}, { companyId: 'c1' })).rejects.toMatchObject({ status: 0, code: 'network', passing: true })
})
