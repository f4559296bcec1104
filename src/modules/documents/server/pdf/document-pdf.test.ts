import { afterAll, expect, test } from 'vitest'
import { createPdf } from '#platform/pdf/pdf.ts'
import { type DocumentPdfLine, type DocumentPdfView, documentPdfInput, renderDocumentPdf } from './document-pdf.ts'

const pdf = createPdf({ threads: 1 })
afterAll(() => pdf.close())

const line: DocumentPdfLine = {
  name: 'Design',
  description: 'Two rounds of changes',
  quantity: '1.5',
  unit: 'h',
  unitPrice: '$140.00',
  tax: '8.5%',
  total: '$210.00',
}
const invoice: DocumentPdfView = {
  kind: 'Invoice',
  number: '26/11/014',
  dated: '2026-11-14',
  company: { name: 'Maple Studio', addressLines: ['418 Birch Street'], accent: '#1f5c42' },
  client: { name: 'Harbor & Finch', addressLines: ['77 Pier Avenue'] },
  issuedOn: 'Nov 14, 2026',
  dueOn: 'Dec 14, 2026',
  lines: [line],
  subtotal: '$210.00',
  tax: '$17.85',
  total: '$227.85',
  balanceDue: '$227.85',
}
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APf6/9k=',
  'base64',
)
const withLogo = (logo: Buffer) => ({ ...invoice, company: { ...invoice.company, logo } })
const pagesOf = (made: Buffer) => made.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length

test('the paper: PDF/UA-1, one page, the same bytes for the same invoice', async () => {
  const made = await renderDocumentPdf(pdf, invoice)
  expect(made.subarray(0, 5).toString()).toBe('%PDF-')
  expect(made.includes('pdfuaid:part')).toBe(true)
  expect(pagesOf(made)).toBe(1)
  expect(made.includes('D:20261114')).toBe(true)
  expect(made.equals(await renderDocumentPdf(pdf, invoice))).toBe(true)
})

test.each(['Invoice', 'Estimate', 'Proposal'] as const)('%s, every field left out or given', async (kind) => {
  const more = {
    projectName: 'P',
    discount: '−$1',
    settled: [['Paid', '−$2']] as [string, string][],
    depositRequested: '$3',
    validUntil: 'Jan 1, 2027',
  }
  const texts = { header: 'h', footer: 'f', notes: 'n', terms: 't', stateStamp: 'Draft', paper: 'a4' } as const
  for (const view of [
    { ...invoice, kind, number: null },
    { ...invoice, kind, ...more, ...texts },
  ]) {
    expect(pagesOf(await renderDocumentPdf(pdf, view))).toBe(1)
  }
})

test('sixty lines take more pages', async () => {
  const lines = Array.from({ length: 60 }, () => line)
  expect(pagesOf(await renderDocumentPdf(pdf, { ...invoice, lines }))).toBeGreaterThan(1)
})

test('a logo is shown when it is a picture, left out when not', async () => {
  for (const logo of [png, jpeg]) {
    expect((await renderDocumentPdf(pdf, withLogo(logo))).includes('/Subtype /Image')).toBe(true)
  }
  for (const logo of [Buffer.from('<svg/>'), Buffer.alloc(0), png.subarray(0, 20)]) {
    expect((await renderDocumentPdf(pdf, withLogo(logo))).includes('/Subtype /Image')).toBe(false)
  }
  const torn = Buffer.concat([png.subarray(0, 40), Buffer.alloc(40)])
  expect((await renderDocumentPdf(pdf, withLogo(torn))).equals(await renderDocumentPdf(pdf, invoice))).toBe(true)
})

const hostile = [
  '#panic("run")',
  '$x$ \\u{41} *b* _i_ `r` <label> @ref',
  '{{7*7}}<script>alert(1)</script>',
  '#import "@preview/cetz:0.3.1"',
  '"]); #read("/etc/passwd") //',
  'NUL \u0000 lone \ud800 override \u202e',
  'W'.repeat(5000),
  'קליינט עם مرحبا and 漢字',
]

test.each(hostile)('hostile text stays text: %s', async (text) => {
  const lines = [{ ...line, name: text, description: text, quantity: text.slice(0, 40), total: text.slice(0, 40) }]
  const company = { ...invoice.company, name: text.slice(0, 200), accent: text, addressLines: [text.slice(0, 200)] }
  const view = { ...invoice, number: text.slice(0, 60), company, lines, notes: text, footer: text, header: text }
  expect((await renderDocumentPdf(pdf, view)).subarray(0, 5).toString()).toBe('%PDF-')
})

test('what cannot be printed is taken out, and long runs may break', () => {
  const input = documentPdfInput({ ...invoice, header: 'a\u0000\u202eb\r\nc\ud800', notes: 'x'.repeat(40), terms: ' ' })
  expect(input.header).toBe('ab\nc\ufffd')
  expect(input.small).toEqual([['Notes', `${'xxxxxxxx\u200b'.repeat(5)}`]])
})

test('the column of taxes is there when a line has one', () => {
  expect(documentPdfInput(invoice).showTax).toBe(true)
  expect(documentPdfInput({ ...invoice, lines: [{ ...line, tax: '' }] }).showTax).toBe(false)
})
