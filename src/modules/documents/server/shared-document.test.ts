import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { hashToken } from '#platform/http/mount.ts'
import { visitorCommand } from '#platform/operation.ts'
import { performForVisitor } from '#platform/runner.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { readSharedDocument } from '../contract.ts'
import { createInvoice } from './create-invoice.ts'
import { createInvoiceLink } from './create-invoice-link.ts'
import { readInvoice } from './read-invoice.ts'
import { revokeInvoiceLinks } from './revoke-invoice-links.ts'
import { sendInvoice } from './send-invoice.ts'
import { readShared, readSharedLogo, readSharedPdf, viewSharedDocument } from './shared-document.ts'
import { voidInvoice } from './void-invoice.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client()
})

async function shared() {
  const draft = await house.as.mia.execute(createInvoice, {
    clientId,
    internalNote: 'not for the client',
    lines: [{ name: 'Design', unitPriceCents: 1_000 }],
  })
  await expect(house.as.mia.execute(createInvoiceLink, { invoiceId: draft.id })).rejects.toMatchObject({
    code: 'invoice_not_sent',
  })
  await house.as.mia.execute(sendInvoice, { invoiceId: draft.id, email: null })
  const link = await house.as.mia.execute(createInvoiceLink, { invoiceId: draft.id }, { idempotencyKey: newId() })
  return { invoiceId: draft.id, token: link.url.split('/').at(-1) ?? '', ...link }
}

const look = visitorCommand({ name: 'look', input: readSharedDocument.input, run: viewSharedDocument })
const visit = (token: string, operation: Parameters<typeof performForVisitor>[1] = readShared, now?: string) =>
  performForVisitor(house, operation, hashToken(token), { requestId: 'visitor', now }, { token })

test('the holder of the link sees the paper and nothing else; the first look is remembered', async () => {
  const { invoiceId, token, url } = await shared()
  expect(url).toBe(`http://localhost:3000/d/${token}`)
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(await house.sql('app', 'SELECT id FROM public_links WHERE token_hash = $1', [token])).toEqual([])
  expect(await house.sql('app', 'SELECT key FROM idempotency_keys WHERE answer::text LIKE $1', [`%${token}%`])).toEqual(
    [],
  )
  const seen = await visit(token, readShared, '2026-11-19T10:00:00.000000Z')
  expect(seen).toMatchObject({
    documentType: 'invoice',
    totalCents: 1_000,
    balanceDueCents: 1_000,
    paidCents: 0,
    client: { name: 'Harbor & Finch' },
  })
  expect(JSON.stringify(seen)).not.toMatch(/not for the client|"clientId"|"companyId":"/)
  const before = await house.as.mia.perform(readInvoice, { invoiceId })
  expect(before).toMatchObject({ firstViewedAt: null })
  await visit(token, look, '2026-11-20T10:00:00.000000Z')
  await visit(token, look)
  const screen = await house.as.mia.perform(readInvoice, { invoiceId })
  expect(screen).toMatchObject({ firstViewedAt: '2026-11-20T10:00:00.000000Z', liveLinkCount: 1 })
})

test('as PDF; without a logo there is none', async () => {
  const { token } = await shared()
  const pdf = (await visit(token, readSharedPdf)) as { body: Buffer; fileName: string; contentType: string }
  expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf).toMatchObject({
    contentType: 'application/pdf',
    fileName: expect.stringMatching(/^Invoice \d\d-\d\d-\d{3}\.pdf$/),
  })
  await expect(visit(token, readSharedLogo)).rejects.toMatchObject({ code: 'not_found' })
})

test('unknown, expired, revoked, void and deleted are all alike', async () => {
  const gone = { code: 'not_found' }
  const { invoiceId, token } = await shared()
  await expect(visit('nobody-knows-this')).rejects.toMatchObject(gone)
  await expect(visit(token, readShared, '2099-01-01T00:00:00.000000Z')).rejects.toMatchObject(gone)
  expect(await house.as.mia.execute(revokeInvoiceLinks, { invoiceId })).toEqual({ revoked: 1 })
  await expect(visit(token)).rejects.toMatchObject(gone)
  const other = await shared()
  await house.as.ben.execute(voidInvoice, { invoiceId: other.invoiceId })
  await expect(visit(other.token)).rejects.toMatchObject(gone)
  await expect(house.as.mia.execute(createInvoiceLink, { invoiceId: other.invoiceId })).rejects.toMatchObject({
    code: 'invoice_not_sent',
  })
  await expect(house.as.olga.execute(createInvoiceLink, { invoiceId })).rejects.toMatchObject(gone)
  await expect(house.as.olga.execute(revokeInvoiceLinks, { invoiceId })).rejects.toMatchObject(gone)
})
