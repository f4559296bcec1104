import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '#modules/clients/contract.ts'
import {
  createInvoice,
  createInvoiceLink,
  readInvoice,
  readInvoicePdf,
  sendInvoice,
} from '#modules/documents/contract.ts'
import { documentTotals } from '#modules/documents/domain/index.ts'
import { generalLedger } from '#modules/reports/contract-ledger.ts'
import { screenOf } from '#testing/document-screen.tsx'
import { useHouse } from '#testing/house.ts'

/**
 * Pain 9: no cent differs. Each document of documents.tsv, which another program computed in fractions, is drafted and
 * sent over HTTP, and must come to the same in the editor's sums, the API, the application's screen, the client's page, the
 * PDF, the journal and the CSV of the general ledger.
 */
const house = useHouse()
const cases = readFileSync(join(import.meta.dirname, 'documents.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => goldenFrom(row.split('\t')))

let clientId = ''
beforeAll(async () => {
  const made = await house.as.mia.http.call(createClient, { organizationName: 'Birch', email: 'pay@birch.example' })
  clientId = made.json<{ id: string }>().id
})

const plain = (cents: number) =>
  String(Math.abs(cents))
    .padStart(3, '0')
    .replace(/(\d\d)$/, '.$1')
const money = (cents: number) => `${cents < 0 ? '-' : ''}$${plain(cents).replace(/\B(?=(\d{3})+\.)/g, ',')}`
const sent = new Map<string, number>()

test('the file holds 300 documents and more', () => expect(cases.length).toBeGreaterThanOrEqual(300))

describe('pain 9: screen, API, client’s page, PDF and journal agree to the cent', () => {
  test.each(cases.map((one, at) => [`${at + 1}: ${one.text}`, one] as const))('%s', async (_name, golden) => {
    const typed = documentTotals(golden.lines, golden.discount)
    expect(sumsOf(typed)).toEqual(sumsOf(golden))
    expect(typed.lines.map((line) => line.subtotalCents)).toEqual(golden.lineSubtotals)

    const lines = golden.lines.map((line, at) => ({ name: `Line ${at + 1}`, ...line }))
    const input = { clientId, issuedOn: '2026-03-02', lines, discount: golden.discount }
    const drafted = await house.as.mia.http.call(createInvoice, input as never)
    expect([drafted.statusCode, sumsOf(drafted.json())]).toEqual([201, sumsOf(golden)])
    const invoiceId = drafted.json<{ id: string }>().id
    const answer = await house.as.mia.http.call(sendInvoice, { invoiceId, email: null })
    const { number, ...api } = answer.json()
    expect([answer.statusCode, sumsOf(api), api.balanceDueCents]).toEqual([200, sumsOf(golden), golden.totalCents])
    sent.set(number, golden.totalCents)
    const read = await house.as.mia.http.call(readInvoice, { invoiceId })
    expect(sumsOf(read.json())).toEqual(sumsOf(golden))
    expect(await posted(invoiceId)).toEqual({
      '1100': golden.totalCents,
      ...(golden.taxCents > 0 ? { '2100': -golden.taxCents } : {}),
      ...(golden.totalCents > golden.taxCents ? { '4000': golden.taxCents - golden.totalCents } : {}),
    })

    const sums = [golden.subtotalCents, golden.totalCents, golden.taxCents, golden.discountCents]
    const shown = [...golden.lineSubtotals, ...sums.filter((cents) => cents !== 0)].map(money)
    for (const paper of [await screenOf(read.json()), await pageOf(invoiceId), await pdfOf(invoiceId)]) {
      expect(missing(shown, paper)).toEqual([])
      if (golden.lines.every((line) => line.taxCents === 0)) expect(paper).not.toMatch(/\bTax\b/)
    }
  })
})

test('pain 9: the CSV of the general ledger has every invoice with its total', async () => {
  const [account] = await house.sql<{ id: string }>('app', "SELECT id FROM accounts WHERE code = '1100'")
  const range = { from: '2026-03-01', to: '2026-03-31', format: 'csv' as const }
  const { body } = await house.as.ada.http.call(generalLedger, { accountId: account?.id ?? '', ...range })
  const [head = [], ...rows] = body.trim().split(/\r?\n/).map(cellsOf)
  const debit = head.indexOf('Debit')
  expect(debit).toBeGreaterThan(0)
  for (const [number, cents] of sent) {
    const own = rows.filter((cells) => cells.includes(`Invoice ${number}`))
    expect([number, own.map((cells) => cells[debit])]).toEqual([number, [plain(cents)]])
  }
})

/** A line of CSV, cell by cell (RFC 4180). */
const cellsOf = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare,
  )

type Sums = { subtotalCents: number; discountCents: number; taxCents: number; totalCents: number }

const sumsOf = ({ subtotalCents, discountCents, taxCents, totalCents }: Sums): Sums => ({
  subtotalCents,
  discountCents,
  taxCents,
  totalCents,
})

function goldenFrom([stated = '', discount = '', subtotals = '', ...sums]: string[]) {
  const [subtotalCents, discountCents, taxCents, totalCents] = sums.map(Number) as [number, number, number, number]
  const lines = stated.split(' + ').map((line) => {
    const [, quantity = '', price, tax] = /^(.+)x(-?\d+)t(-?\d+)$/.exec(line) ?? []
    return { quantity, unitPriceCents: Number(price), taxCents: Number(tax), taxable: true }
  })
  return {
    text: `${stated.slice(0, 60)}${stated.length > 60 ? '…' : ''}, discount ${discount}`,
    lines,
    discount: discount.endsWith('%')
      ? ({ kind: 'percent', percent: discount.slice(0, -1) } as const)
      : discount === '0'
        ? ({ kind: 'none' } as const)
        : ({ kind: 'fixed', cents: Number(discount) } as const),
    lineSubtotals: subtotals.split(' ').map(Number),
    subtotalCents,
    discountCents,
    taxCents,
    totalCents,
  }
}

/** Account → debit less credit of the invoice's entry. */
async function posted(invoiceId: string): Promise<{ [code: string]: number }> {
  const rows = await house.sql<{ code: string; cents: string }>(
    'app',
    `SELECT a.code, sum(l.debit_cents - l.credit_cents) AS cents FROM journal_entries e
     JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
     JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     WHERE e.source_type = 'invoice' AND e.source_id = $1 GROUP BY a.code`,
    [invoiceId],
  )
  return Object.fromEntries(rows.map(({ code, cents }) => [code, Number(cents)]))
}

async function pageOf(invoiceId: string): Promise<string> {
  const made = await house.as.mia.http.call(createInvoiceLink, { invoiceId })
  const app = await house.app()
  return (await app.inject({ url: new URL(made.json<{ url: string }>().url).pathname })).body
}

async function pdfOf(invoiceId: string): Promise<string> {
  const { rawPayload } = await house.as.mia.http.call(readInvoicePdf, { invoiceId })
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(rawPayload)), { mergePages: true })
  return text
}

/** Amounts that the text does not show; a minus may be the typographer's. */
function missing(amounts: readonly string[], text: string): string[] {
  const plain = text.replaceAll('−', '-').replace(/\s+/g, ' ')
  return amounts.filter((amount) => !plain.includes(amount))
}
