import { expect, test } from 'vitest'
import { readReceipt } from '#modules/expenses/contract.ts'
import { companies } from '../cast.ts'
import { expenseCast } from '../expense-cast.ts'
import { useHouse } from '../house.ts'
import { faultOf } from './speak.ts'

/** Files that are not what they seem, names that lead elsewhere. */
const house = useHouse()
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
const script = '<script>alert(document.domain)</script>'
const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${script}</svg>`

const mediaUrl = (fileName: string) =>
  `/api/v1/companies/${companies.maple.id}/media?fileName=${encodeURIComponent(fileName)}`
const logoUrl = `/api/v1/companies/${companies.maple.id}/logo`
const types = ['image/png', 'image/svg+xml', 'application/octet-stream', 'application/pdf', 'text/html']

const disguised: [string, Buffer][] = [
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from('x')],
  ['SVG', Buffer.from(svg)],
  ['SVG with a byte order mark', Buffer.from(`\uFEFF${svg}`)],
  ['HTML', Buffer.from(`<!doctype html><html>${script}</html>`)],
  ['HTML in UTF-16', Buffer.from(`\uFEFF<html>${script}`, 'utf16le')],
  ['PNG and HTML', Buffer.concat([png, Buffer.from(script)])],
  [
    'PNG with a script in its comment',
    Buffer.concat([png.subarray(0, 33), Buffer.from(`tEXtComment\0${script}`), png.subarray(33)]),
  ],
  ['a PNG’s first bytes only', Buffer.concat([png.subarray(0, 8), Buffer.from(script)])],
  ['GIF and script', Buffer.from(`GIF89a=1;${script}`)],
  ['PDF and HTML', Buffer.concat([pdf, Buffer.from(`<html>${script}`)])],
  ['HTML before a PDF', Buffer.concat([Buffer.from(`<html>${script}`), pdf])],
  ['JPEG and HTML', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(`<html>${script}`)])],
  ['a program', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
  ['a zip', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1')],
  ['a shell script', Buffer.from('#!/bin/sh\nrm -rf /\n')],
  ['XML with an entity', Buffer.from('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')],
]

test.each(disguised)('%s is refused, whatever it is called and wherever it is sent', async (_name, bytes) => {
  for (const type of types)
    for (const url of [mediaUrl('receipt.png'), logoUrl]) {
      const answer = await house.as.ada.http.post(url, bytes, { 'content-type': type })
      expect([url, type, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([url, type, true])
      expect(faultOf(answer)).toBeUndefined()
    }
  expect((await house.as.ada.http.get(logoUrl)).statusCode).toBe(404)
})

test('too large is refused while it comes', async () => {
  const large = Buffer.concat([png, Buffer.alloc(30 * 1024 * 1024)])
  for (const url of [mediaUrl('receipt.png'), logoUrl])
    expect((await house.as.ada.http.post(url, large, { 'content-type': 'image/png' })).statusCode).toBe(413)
})

const names: [string, string | undefined][] = [
  ['../../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['/etc/passwd', 'passwd'],
  ['C:\\boot.ini', 'boot.ini'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['\u2066a\u2069.png', 'a.png'],
  ['receipt.png\r\nSet-Cookie: injected=1', undefined],
  ['receipt\u0000.png', undefined],
  ['', undefined],
  ['..', undefined],
  ['a"; filename="b.exe', 'a"; filename="b.exe'],
  ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
  ['=1+1.png', '=1+1.png'],
  ['x'.repeat(256), undefined],
  ['Büro ☂ 請求書.png', 'Büro ☂ 請求書.png'],
]

test.each(names)('the name %j is kept as %j, and never leads anywhere', async (sent, kept) => {
  const answer = await house.as.cy.http.post(mediaUrl(sent), png, { 'content-type': 'image/png' })
  expect(faultOf(answer)).toBeUndefined()
  expect(String(answer.headers['set-cookie'] ?? '')).not.toContain('injected')
  if (kept === undefined) {
    expect(answer.statusCode, answer.body).toBe(422)
    return
  }
  expect([answer.statusCode, answer.json().fileName]).toEqual([201, kept])
  const [row] = await house.sql<{ key: string }>(
    'owner',
    'SELECT storage_key AS key FROM media_objects WHERE id = $1',
    [answer.json().id],
  )
  expect(row?.key).toMatch(/^companies\/[0-9a-f-]{36}\/files\/[0-9a-f-]{36}$/)
})

test('what is sent back is a picture in a sandbox or saved as a file, by its content’s type', async () => {
  const name = 'a"; filename="b.exe'
  const sent = await house.as.cy.http.post(mediaUrl(name), png, { 'content-type': 'image/png' })
  const mediaId = sent.json().id as string
  const expenseId = await expenseCast(house).draft('cy', { mediaIds: [mediaId] })
  const { headers, rawPayload } = await house.as.cy.http.call(readReceipt, { expenseId, mediaId })
  expect(rawPayload.equals(png)).toBe(true)
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'no-store',
  })
  const disposition = String(headers['content-disposition'])
  expect(disposition).toBe(`inline; filename="a-filename-b.exe"; filename*=UTF-8''${encodeURIComponent(name)}`)
  const paper = await house.as.cy.http.post(mediaUrl('r.pdf'), pdf, { 'content-type': 'application/pdf' })
  const withPdf = await expenseCast(house).draft('cy', { mediaIds: [paper.json().id] })
  const saved = await house.as.cy.http.call(readReceipt, { expenseId: withPdf, mediaId: paper.json().id })
  expect(saved.headers['content-disposition']).toMatch(/^attachment; filename="r.pdf"/)
})
