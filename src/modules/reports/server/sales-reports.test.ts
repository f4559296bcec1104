import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { sumCents } from '#kernel/money.ts'
import { createCreditNote, postCreditNote } from '#modules/credit-notes/server/index.ts'
import { createInvoice, sendInvoice, voidInvoice } from '#modules/documents/server/index.ts'
import { postEntry } from '#modules/ledger/server/index.ts'
import { recordPayment } from '#modules/payments/server/index.ts'
import type { Download, Query } from '#platform/operation.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import * as ledger from '../contract-ledger.ts'
import * as sales from '../contract-sales.ts'
import { cashEarned } from './cash-earned.ts'
import { figureLines } from './figure-lines.ts'
import { projectProfitability } from './project-profitability.ts'
import { revenue } from './revenue.ts'
import { serviceLines } from './revenue-lines.ts'
import { salesTax } from './sales-tax.ts'
import { profitAndLoss } from './statements.ts'

const house = useHouse()
const work = workCast(house)
let [birch, alder, site, design] = ['', '', '', '']
const year = { from: '2026-01-01', to: '2026-12-31' }

/** Design 1,000.00 with 82.50 of tax (half paid), hosting 200.00, a void, half of the design credited, an entry by hand. */
beforeAll(async () => {
  birch = await work.client({ organization_name: 'Birch' })
  alder = await work.client({ organization_name: 'Alder' })
  site = await work.project(birch, { name: '=Site' })
  design = await work.item({ name: 'Design' })
  const bill = async (issuedOn: string, clientId: string, lines: object[], projectId?: string) => {
    const { id } = await house.as.ada.execute(createInvoice, { clientId, issuedOn, projectId, lines })
    return house.as.ada.execute(sendInvoice, { invoiceId: id, email: null })
  }
  const first = await bill(
    '2026-01-10',
    birch,
    [{ name: 'Design', catalogItemId: design, unitPriceCents: 100_000, taxCents: 8_250, taxable: true }],
    site,
  )
  await bill('2026-02-05', alder, [{ name: 'Hosting', unitPriceCents: 20_000 }])
  const mistake = await bill('2026-02-06', alder, [
    { name: 'Hosting', unitPriceCents: 9_000, taxCents: 700, taxable: true },
  ])
  await house.as.ada.execute(voidInvoice, { invoiceId: mistake.id, voidedOn: '2026-03-01' })
  const note = await house.as.ada.execute(createCreditNote, {
    invoiceId: first.id,
    issuedOn: '2026-03-10',
    lines: [{ invoiceLineId: first.lines[0]?.id, name: 'Design', subtotalCents: 50_000, taxCents: 4_125 }],
  })
  await house.as.ada.execute(postCreditNote, { creditNoteId: note.id })
  await house.as.ada.execute(recordPayment, {
    ...{ clientId: birch, method: 'ach', amountCents: 27_063, receivedOn: '2026-03-20' },
    allocations: [{ invoiceId: first.id, amountCents: 27_063 }],
  })
  await house.as.ada.scope(async (scope) => {
    const entry = (memo: string, entryDate: string, lines: Parameters<typeof postEntry>[1]['lines']) =>
      postEntry(scope, { entryDate, memo, sourceType: 'manual', sourceId: newId(), lines })
    await entry('Interest', '2026-04-01', [
      { account: 'cash', debitCents: 500 },
      { account: 'revenue', creditCents: 500 },
    ])
    await entry('Tax office', '2026-04-20', [
      { account: 'sales_tax_payable', debitCents: 4_000 },
      { account: 'cash', creditCents: 4_000 },
    ])
    await entry('Fonts', '2026-04-21', [
      { account: 'expenses', debitCents: 3_000, projectId: site },
      { account: 'cash', creditCents: 3_000 },
    ])
  })
  // Cy costs 50.00 an hour.
  await work.time(birch, { project_id: site, worked_on: '2026-01-09', minutes: 90 })
  await work.time(birch, { project_id: site, worked_on: '2026-01-09', minutes: 60, state: 'void' })
})

async function ask<I extends z.ZodType, A>(query: Query<I, A>, input: object) {
  return (await house.as.ada.perform(query, { ...year, ...input })) as Exclude<A, Download>
}

test('sales tax: charged, credited, due, paid and owed, month by month', async () => {
  const report = await ask(salesTax, {})
  const months = report.periods.map(({ from, chargedCents, creditedCents, dueCents, paidCents, balanceCents }) => [
    from.slice(0, 7),
    ...[chargedCents, creditedCents, dueCents, paidCents, balanceCents],
  ])
  expect(months.slice(0, 5)).toEqual([
    ['2026-01', 8_250, 0, 8_250, 0, 8_250],
    ['2026-02', 700, 0, 700, 0, 8_950],
    ['2026-03', -700, -4_125, -4_825, 0, 4_125],
    ['2026-04', 0, 0, 0, -4_000, 125],
    ['2026-05', 0, 0, 0, 0, 125],
  ])
  expect(report).toMatchObject({
    chargedCents: [8_250],
    creditedCents: [-4_125],
    dueCents: [4_125],
    closingCents: [125],
  })
})

test('sales tax on the cash basis is owed when it is collected', async () => {
  // 270.63 of the 541.25 that the credit note left: 270.63 × 41.25 / 541.25 = 20.625…
  const report = await ask(salesTax, { basis: 'cash', compare: 'prior-year' })
  expect(report.periods.map(({ dueCents }) => dueCents).slice(0, 5)).toEqual([0, 0, 2_063, 0, 0])
  expect(report).toMatchObject({ dueCents: [2_063, 0], paidCents: [-4_000, 0], closingCents: [-1_937, 0] })
})

test('revenue by client, project and service is the income of profit and loss', async () => {
  const named = async (by: string) => {
    const { items, totalCents } = await ask(revenue, { by, compare: 'prior-year' })
    expect(totalCents).toEqual((await ask(profitAndLoss, { compare: 'prior-year' })).sections[0]?.totalCents)
    return items.map(({ name, cents }) => [name, cents[0]])
  }
  expect(await named('client')).toEqual([
    ['Birch', 50_000],
    ['Alder', 20_000],
    ['Without a client', 500],
  ])
  expect(await named('project')).toEqual([
    ['=Site', 50_000],
    ['Without a project', 20_500],
  ])
  expect(await named('service')).toEqual([
    [expect.stringContaining('Design'), 50_000],
    ['Hosting', 20_000],
    ['Not from invoices', 500],
  ])
  const page = await ask(revenue, { limit: 1 })
  const next = await ask(revenue, { limit: 5, cursor: page.nextCursor })
  expect([page.items[0]?.recordId, ...next.items.map(({ recordId }) => recordId)]).toEqual([birch, alder, null])
})

test('project profitability: the books, and labour apart', async () => {
  const report = await ask(projectProfitability, {})
  expect(report.items).toMatchObject([
    {
      projectId: site,
      clientName: 'Birch',
      revenueCents: [50_000],
      expenseCents: [3_000],
      profitCents: [47_000],
      labourCents: [7_500],
      afterLabourCents: [39_500],
      minutes: [90],
    },
    { projectId: null, revenueCents: [20_500], expenseCents: [0] },
  ])
  expect(report.totals.profitCents).toEqual((await ask(profitAndLoss, {})).netCents)
})

test('every figure opens to lines that sum to it', async () => {
  const net = async (filter: object) => {
    const { debitCents, creditCents, items } = await ask(figureLines, filter)
    expect(items.reduce((sum, line) => sum + line.creditCents - line.debitCents, 0)).toBe(creditCents - debitCents)
    return creditCents - debitCents
  }
  expect(await net({ kind: 'income', clientId: birch })).toBe(50_000)
  expect(await net({ kind: 'income', without: 'project' })).toBe(20_500)
  expect(await net({ kind: 'profit', projectId: site })).toBe(47_000)
  const tax = await ask(salesTax, {})
  const { accountId } = tax
  expect(await net({ accountId, sources: 'invoice,invoice_void' })).toBe(8_250)
  expect(await net({ accountId, sources: '-invoice,invoice_void,credit_note,credit_note_reversal' })).toBe(-4_000)
  const paged = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof ask<typeof figureLines.input, z.output<typeof ledger.FigureLines>>>> =
      await ask(figureLines, { kind: 'profit', limit: 2, ...(cursor ? { cursor } : {}) })
    paged.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  expect(paged).toEqual((await ask(figureLines, { kind: 'profit' })).items)
  await expect(ask(figureLines, { projectId: newId() })).rejects.toMatchObject({ code: 'not_found' })
})

test('as files, with cells that no spreadsheet runs', async () => {
  const file = async (endpoint: Parameters<typeof house.as.ada.http.call>[0], more: object = {}) =>
    (await house.as.ada.http.call(endpoint, { ...year, ...more, format: 'csv' } as never)).body
  expect(await file(sales.projectProfitability)).toContain("'=Site,Birch,500.00,30.00,470.00,1.50,75.00,395.00\r\n")
  expect(await file(sales.revenue, { by: 'project' })).toContain("'=Site,500.00\r\n")
  expect(await file(sales.salesTax, { basis: 'cash' })).toContain(
    '2026-03-01,2026-03-31,-7.00,-41.25,68.88,20.63,0.00,20.63\r\n',
  )
  expect(await file(ledger.figureLines, { kind: 'income' })).toContain(
    "Revenue,Invoice 26/01/001,Birch,'=Site,Invoice 26/01/001",
  )
})

test('sales tax: taxable and exempt sales stand beside it, and are the income of the same entries', async () => {
  const report = await ask(salesTax, { compare: 'prior-year' })
  expect(
    report.periods.slice(0, 4).map(({ taxableSalesCents, exemptSalesCents }) => [taxableSalesCents, exemptSalesCents]),
  ).toEqual([
    [100_000, 0],
    [9_000, 20_000],
    [-59_000, 0],
    [0, 0],
  ])
  expect(report).toMatchObject({ taxableSalesCents: [50_000, 0], exemptSalesCents: [20_000, 0] })
  const sources = 'invoice,invoice_void,credit_note,credit_note_reversal'
  const { debitCents, creditCents } = await ask(figureLines, { kind: 'income', sources })
  expect(creditCents - debitCents).toBe(70_000)
  expect(await ask(salesTax, { basis: 'cash' })).toMatchObject({ taxableSalesCents: null, exemptSalesCents: null })
})

test('revenue of a service opens to exactly the lines that make it up', async () => {
  const { items } = await ask(revenue, { by: 'service' })
  for (const { key, name, cents } of items.filter((one) => one.key !== 'other')) {
    const lines = await ask(serviceLines, { service: key })
    expect([lines.name, lines.totalCents]).toEqual([name, cents[0]])
    expect(sumCents(lines.items.map((line) => line.cents))).toBe(cents[0])
  }
  const { items: lines } = await ask(serviceLines, { service: design })
  expect(lines.map(({ kind, clientName, lineName, cents }) => [kind, clientName, lineName, cents])).toEqual([
    ['invoice', 'Birch', 'Design', 100_000],
    ['credit_note', 'Birch', 'Design', -50_000],
  ])
  expect((await ask(serviceLines, { service: 'line:Hosting' })).items.map(({ kind, cents }) => [kind, cents])).toEqual([
    ['invoice', 20_000],
    ['invoice', 9_000],
    ['invoice_void', -9_000],
  ])
  await expect(ask(serviceLines, { service: newId() })).rejects.toMatchObject({ code: 'not_found' })
  await expect(house.as.olga.perform(serviceLines, { ...year, service: design })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('totals of the cash basis open to what makes them up', async () => {
  const report = await ask(profitAndLoss, { basis: 'cash' })
  for (const { key, totalCents } of report.sections) {
    const behind = await ask(cashEarned, { kind: key })
    const parts = [...behind.items.map((one) => one.earnedCents), behind.otherCents, behind.unapplied?.cents ?? 0]
    expect([behind.totalCents, sumCents(parts)]).toEqual([totalCents[0], totalCents[0]])
  }
  expect(await ask(cashEarned, {})).toMatchObject({ accountId: null, totalCents: report.netCents[0] })
})

test('pain 18: labour keeps the cost of the day on which it was approved', async () => {
  const labour = async () => {
    const { items } = await ask(projectProfitability, {})
    return items.find(({ projectId }) => projectId === site)?.labourCents[0]
  }
  expect(await labour()).toBe(7_500)
  await house.sql('owner', "UPDATE members SET cost_rate_cents = 9000 WHERE display_name = 'Cy'")
  expect(await labour()).toBe(7_500)
  const [entry] = await house.sql<{ id: string }>('app', "SELECT id FROM time_entries WHERE state = 'approved'")
  await house.sql('app', 'UPDATE time_entries SET cost_rate_cents = 1 WHERE id = $1', [entry?.id])
  expect(await labour()).toBe(7_500)
  const set = (state: string) =>
    house.sql('app', 'UPDATE time_entries SET state = $2 WHERE id = $1', [entry?.id, state])
  await set('draft')
  expect(await labour()).toBe(13_500)
  await set('approved')
  await house.sql('owner', "UPDATE members SET cost_rate_cents = 5000 WHERE display_name = 'Cy'")
  expect(await labour()).toBe(13_500)
})

test('the cost of time that was approved without a rate is filled in once, by the rate that is known', async () => {
  const rate = (cents: number | null) =>
    house.sql('owner', "UPDATE members SET cost_rate_cents = $1 WHERE display_name = 'Cy'", [cents])
  const set = (state: string) =>
    house.sql('app', "UPDATE time_entries SET state = $1 WHERE state IN ('draft', 'approved')", [state])
  const rates = () => house.sql('app', 'SELECT state, cost_rate_cents AS cents FROM time_entries ORDER BY state')
  const fill = async () => {
    const client = new pg.Client({ connectionString: house.ownerUrl })
    await client.connect()
    await client.query('CALL fill_cost_rates()')
    await client.end()
  }
  const approvedAt = (cents: string | null) => [
    { state: 'approved', cents },
    { state: 'void', cents: null },
  ]
  await rate(null)
  await set('draft')
  await set('approved')
  await fill()
  expect(await rates()).toEqual(approvedAt(null))
  await rate(5000)
  await fill()
  expect(await rates()).toEqual(approvedAt('5000'))
  await rate(9000)
  await fill()
  expect(await rates()).toEqual(approvedAt('5000'))
})
