import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { aPage } from '#testing/a-page.ts'
import { cast } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import * as contract from '../contract.ts'
import { listPayments } from './payment-queries.ts'
import { recordPayment } from './record-payment.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let birch = ''
let cedar = ''
let invoiceId = ''

beforeAll(async () => {
  birch = await work.client({ organization_name: 'Birch & Sons' })
  cedar = await work.client({ organization_name: 'Cedar' })
  invoiceId = (await money.invoice(birch, 5_000, { issuedOn: '2026-02-01', dueOn: '2026-03-03' })).id
  const rows = [
    [birch, '2026-02-01', 'check', 100, 'Check 100%', []],
    [birch, '2026-02-01', 'cash', 200, null, [{ invoiceId, amountCents: 150 }]],
    [cedar, '2026-02-10', 'ach', 300, 'ACH-7', []],
    [cedar, '2026-03-01', 'check', 400, null, []],
    [birch, '2026-03-05', 'stripe', 500, 'pi_1', [{ invoiceId, amountCents: 500 }]],
  ] as const
  for (const [clientId, receivedOn, method, amountCents, reference, allocations] of rows) {
    await house.as.mia.execute(recordPayment, { clientId, receivedOn, method, amountCents, reference, allocations })
  }
})

const amounts = async (input: object = {}) =>
  aPage(await house.as.mia.perform(listPayments, input)).items.map((item) => item.amountCents)

test('latest first, and every filter', async () => {
  expect(await amounts()).toEqual([500, 400, 300, 200, 100])
  expect(await amounts({ clientId: birch })).toEqual([500, 200, 100])
  expect(await amounts({ invoiceId })).toEqual([500, 200])
  expect(await amounts({ method: 'check' })).toEqual([400, 100])
  expect(await amounts({ method: 'check,ach' })).toEqual([400, 300, 100])
  expect(await amounts({ from: '2026-02-10', to: '2026-03-01' })).toEqual([400, 300])
  expect(await amounts({ q: 'ach-7' })).toEqual([300])
  expect(await amounts({ q: '100%' })).toEqual([100])
  expect(await amounts({ q: 'SONS' })).toEqual([500, 200, 100])
  expect(await amounts({ q: 'nobody' })).toEqual([])
})

test('an item names its client and invoices, and says what became credit', async () => {
  const { items } = aPage(await house.as.mia.perform(listPayments, { invoiceId, method: 'cash' }))
  expect(items).toMatchObject([
    {
      clientName: 'Birch & Sons',
      creditedCents: 50,
      state: 'succeeded',
      invoices: [{ id: invoiceId, amountCents: 150 }],
    },
  ])
  expect(items[0]?.invoices[0]?.number).toMatch(/^26\//)
})

test('pages follow each other without losing or repeating one, also on one day', async () => {
  const paged: number[] = []
  let cursor: string | null = null
  do {
    const page: { items: { amountCents: number }[]; nextCursor: string | null } = aPage(
      await house.as.mia.perform(listPayments, { limit: 2, ...(cursor ? { cursor } : {}) }),
    )
    paged.push(...page.items.map((item) => item.amountCents))
    cursor = page.nextCursor
  } while (cursor)
  expect(paged).toEqual([500, 400, 300, 200, 100])
})

test('a page takes a fixed number of statements, however long it is', async () => {
  const list = (limit: number) => countStatements(() => house.as.mia.perform(listPayments, { limit }))
  // begin, actor, payments, clients, allocations, invoice numbers, commit
  expect([await list(2), await list(5)]).toEqual([7, 7])
})

test('another company sees none, staff may not', async () => {
  expect(aPage(await house.as.olga.perform(listPayments)).items).toEqual([])
  await expect(house.as.cy.perform(listPayments)).rejects.toMatchObject({ code: 'not_allowed' })
})

test('over HTTP: a key is needed, the same key answers the same, another body is refused, a dry run keeps nothing', async () => {
  const { http } = house.as.mia
  const input = { clientId: cedar, method: 'cash' as const, amountCents: 900, receivedOn: '2026-03-06' }
  const dry = await http.call(contract.recordPayment, input, { dryRun: true })
  expect(dry.json()).toMatchObject({
    answer: { amountCents: 900, creditedCents: 900 },
    entries: [{ sourceType: 'payment' }],
  })
  const idempotencyKey = newId()
  const first = await http.call(contract.recordPayment, input, { idempotencyKey })
  expect(first.statusCode).toBe(201)
  const again = await http.call(contract.recordPayment, input, { idempotencyKey })
  expect(again.json()).toEqual(first.json())
  const other = await http.call(contract.recordPayment, { ...input, amountCents: 901 }, { idempotencyKey })
  expect(other.statusCode).toBe(409)
  expect(await amounts({ clientId: cedar })).toEqual([900, 400, 300])
  const foreign = await http.call(contract.readPayment, { paymentId: newId() }, { companyId: cast.olga.companyId })
  expect(foreign.statusCode).toBe(404)
})

test('a receipt is a PDF for the client, of a reversed payment too; nobody else gets one', async () => {
  const [first] = aPage(await house.as.mia.perform(listPayments, {})).items
  const paymentId = first?.id ?? ''
  const { statusCode, headers, rawPayload } = await house.as.mia.http.call(contract.readReceipt, { paymentId })
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  const stranger = await house.as.olga.http.call(contract.readReceipt, { paymentId })
  expect(stranger.statusCode).toBe(404)
})
