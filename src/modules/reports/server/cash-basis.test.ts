import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { allocate } from '#kernel/money.ts'
import {
  createCreditNote,
  postCreditNote,
  reverseWriteOff,
  writeOffInvoice,
} from '#modules/credit-notes/server/index.ts'
import { createInvoice, sendInvoice, voidInvoice } from '#modules/documents/server/index.ts'
import { applyCredit, recordPayment, refundPayment, reversePayment } from '#modules/payments/server/index.ts'
import type { Download } from '#platform/operation.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { salesTax } from './sales-tax.ts'
import { profitAndLoss } from './statements.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''
let hosting = ''

beforeAll(async () => {
  clientId = await work.client()
  const [account] = await house.sql<{ id: string }>(
    'owner',
    "INSERT INTO accounts (company_id, id, code, name, type) SELECT company_id, $1, '4100', 'Hosting', 'income' FROM accounts WHERE system_key = 'revenue' AND company_id = (SELECT company_id FROM clients LIMIT 1) RETURNING id",
    [newId()],
  )
  hosting = account?.id ?? ''
})

async function invoice(issuedOn: string, design: number, host: number, tax: number) {
  const lines = [
    { name: 'Design', unitPriceCents: design, taxCents: tax, taxable: tax > 0 },
    ...(host ? [{ name: 'Hosting', unitPriceCents: host, incomeAccountId: hosting }] : []),
  ]
  const { id } = await house.as.ada.execute(createInvoice, { clientId, issuedOn, lines })
  return house.as.ada.execute(sendInvoice, { invoiceId: id, email: null })
}

const pay = (receivedOn: string, amountCents: number, parts: { invoiceId: string; amountCents: number }[]) =>
  house.as.ada.execute(recordPayment, { clientId, receivedOn, method: 'check', amountCents, allocations: parts })

type Report = Exclude<Awaited<ReturnType<typeof profitAndLoss.run>>, Download>

/** What a month made, per account, and in all: `{ 4000: …, net: … }`. */
async function month(name: string, more: object = {}) {
  const asked = { from: `${name}-01`, to: `${name}-28`, basis: 'cash', ...more }
  const report = (await house.as.ada.perform(profitAndLoss, asked)) as Report
  const rows = report.sections.flatMap((section) => section.rows.map((row) => [row.code ?? row.key, row.cents[0]]))
  return { ...Object.fromEntries(rows), net: report.netCents[0] } as { [key: string]: number }
}

async function taxOf(name: string) {
  const asked = { from: `${name}-01`, to: `${name}-28`, basis: 'cash' }
  const report = (await house.as.ada.perform(salesTax, asked)) as { dueCents: number[] }
  return report.dueCents[0]
}

describe('profit and loss on the cash basis, by hand', () => {
  test('a payment earns the lines of its invoice in proportion, the last cent to the largest remainder', async () => {
    // 600.00 design, 400.00 hosting, 82.50 tax; 500.00 of 1,082.50 come.
    const sent = await invoice('2025-01-05', 60_000, 40_000, 8_250)
    await pay('2025-01-20', 50_000, [{ invoiceId: sent.id, amountCents: 50_000 }])
    // 500 × 600/1082.5 = 277.136…, 500 × 400/1082.5 = 184.757…, the rest is tax: 38.106…
    expect(await month('2025-01')).toEqual({ 4000: 27_714, 4100: 18_476, net: 46_190 })
    expect(await taxOf('2025-01')).toBe(3_810)
    // the rest in February, and 100.00 too much
    await pay('2025-02-10', 68_250, [{ invoiceId: sent.id, amountCents: 58_250 }])
    expect(await month('2025-02')).toEqual({ 4000: 32_286, 4100: 21_524, unapplied: 10_000, net: 63_810 })
    expect(await taxOf('2025-02')).toBe(4_440)
  })

  test('credit that pays an invoice earns it, and is no longer unapplied', async () => {
    const sent = await invoice('2025-03-01', 25_000, 0, 0)
    await house.as.ada.execute(applyCredit, {
      clientId,
      invoiceId: sent.id,
      amountCents: 10_000,
      appliedOn: '2025-03-05',
    })
    expect(await month('2025-03')).toEqual({ 4000: 10_000, unapplied: -10_000, net: 0 })
  })

  test('what bounces or is given back is not earned any more', async () => {
    const sent = await invoice('2025-04-01', 30_000, 0, 0)
    const bounced = await pay('2025-04-03', 30_000, [{ invoiceId: sent.id, amountCents: 30_000 }])
    expect(await month('2025-04')).toEqual({ 4000: 30_000, net: 30_000 })
    await house.as.ada.execute(reversePayment, { paymentId: bounced.id, reversedOn: '2025-05-02' })
    expect(await month('2025-05')).toEqual({ 4000: -30_000, net: -30_000 })
    const real = await pay('2025-06-03', 30_000, [{ invoiceId: sent.id, amountCents: 30_000 }])
    await house.as.ada.execute(refundPayment, {
      paymentId: real.id,
      amountCents: 12_000,
      refundedOn: '2025-06-20',
      reason: 'Late',
    })
    expect(await month('2025-06')).toEqual({ 4000: 18_000, net: 18_000 })
  })

  test('a credit note takes from what is still to be earned; of what was paid it makes client money', async () => {
    const sent = await invoice('2025-07-01', 60_000, 40_000, 0)
    const line = sent.lines[1]?.id
    const note = await house.as.ada.execute(createCreditNote, {
      invoiceId: sent.id,
      issuedOn: '2025-07-05',
      lines: [{ invoiceLineId: line, name: 'Hosting', subtotalCents: 40_000 }],
    })
    await house.as.ada.execute(postCreditNote, { creditNoteId: note.id })
    expect(await month('2025-07')).toEqual({ net: 0 })
    await pay('2025-08-01', 15_000, [{ invoiceId: sent.id, amountCents: 15_000 }])
    expect(await month('2025-08')).toEqual({ 4000: 15_000, net: 15_000 })
    await pay('2025-08-02', 45_000, [{ invoiceId: sent.id, amountCents: 45_000 }])
    const second = await house.as.ada.execute(createCreditNote, {
      invoiceId: sent.id,
      issuedOn: '2025-09-05',
      lines: [{ invoiceLineId: sent.lines[0]?.id, name: 'Design', subtotalCents: 20_000 }],
    })
    await house.as.ada.execute(postCreditNote, { creditNoteId: second.id })
    expect(await month('2025-09')).toEqual({ 4000: -20_000, unapplied: 20_000, net: 0 })
  })

  test('a write-off neither earns nor costs: no money came', async () => {
    const sent = await invoice('2025-10-01', 10_000, 0, 0)
    await pay('2025-10-02', 4_000, [{ invoiceId: sent.id, amountCents: 4_000 }])
    const lost = await house.as.ada.execute(writeOffInvoice, {
      invoiceId: sent.id,
      writtenOffOn: '2025-10-20',
      reason: 'Gone',
    })
    expect(await month('2025-10')).toEqual({ 4000: 4_000, net: 4_000 })
    await house.as.ada.execute(reverseWriteOff, { writeOffId: lost.id, reversedOn: '2025-11-02' })
    await pay('2025-11-03', 6_000, [{ invoiceId: sent.id, amountCents: 6_000 }])
    expect(await month('2025-11')).toEqual({ 4000: 6_000, net: 6_000 })
  })

  test('what was voided was never earned; months add up to the year', async () => {
    const sent = await invoice('2025-12-01', 70_000, 0, 0)
    await house.as.ada.execute(voidInvoice, { invoiceId: sent.id, voidedOn: '2025-12-05' })
    expect(await month('2025-12')).toEqual({ net: 0 })
    const year = await month('2025-01', { to: '2025-12-31' })
    const months = []
    for (let at = 1; at <= 12; at += 1) months.push((await month(`2025-${String(at).padStart(2, '0')}`)).net)
    expect(year.net).toBe(months.reduce((sum, net) => (sum ?? 0) + (net ?? 0), 0 as number | undefined))
  })
})

test('the split is the one of the kernel, with rebates too', async () => {
  for (const [design, host, tax, paid] of [
    [10_001, 3_333, 7, 5_000],
    [99_999, -33_333, 1_111, 12_345],
    [3, 3, 1, 5],
    [100_000, -1, 3, 99_998],
  ] as const) {
    const day = '2024-02-03'
    const before = await month('2024-02')
    const sent = await invoice(day, design, host, tax)
    await pay(day, paid, [{ invoiceId: sent.id, amountCents: paid }])
    const after = await month('2024-02')
    const open = allocate(sent.totalCents - paid, [design, host, tax])
    const earned = (code: '4000' | '4100') => (after[code] ?? 0) - (before[code] ?? 0)
    expect([earned('4000'), earned('4100')]).toEqual([design - (open[0] ?? 0), host - (open[1] ?? 0)])
  }
})
