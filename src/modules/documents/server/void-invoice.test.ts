import { beforeAll, expect, test } from 'vitest'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoice } from './create-invoice.ts'
import { createInvoiceFromTime } from './create-invoice-from-time.ts'
import { sendInvoice } from './send-invoice.ts'
import { voidInvoice } from './void-invoice.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client()
})

const sent = async (issuedOn = '2026-03-10') => {
  const lines = [
    { name: 'Design', quantity: '1.5', unitPriceCents: 14_000, taxCents: 1_733 },
    { name: 'Rebate', unitPriceCents: -500 },
  ]
  const draft = await house.as.mia.execute(createInvoice, { clientId, issuedOn, lines })
  return house.as.mia.execute(sendInvoice, { invoiceId: draft.id, email: null })
}
const linesOf = (invoiceId: string, sourceType: string) =>
  house.sql<{ entry_date: string; account_id: string; debit_cents: number; credit_cents: number; client_id: string }>(
    'app',
    `SELECT l.entry_date::text, l.account_id, l.debit_cents::int, l.credit_cents::int, l.client_id FROM journal_entries e
     JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id WHERE e.source_type = $2 AND e.source_id = $1 ORDER BY l.line_no`,
    [invoiceId, sourceType],
  )

test('voiding posts the exact reversal on the chosen day and owes nothing', async () => {
  const { id: invoiceId } = await sent()
  const answer = await house.as.ben.execute(voidInvoice, { invoiceId, voidedOn: '2026-04-02' })
  expect(answer).toMatchObject({ state: 'void', displayState: 'void', balanceDueCents: 0, totalCents: 22_233 })
  const [original, reversal] = [await linesOf(invoiceId, 'invoice'), await linesOf(invoiceId, 'invoice_void')]
  expect(reversal).toEqual(
    original.map((line) => ({
      ...line,
      entry_date: '2026-04-02',
      debit_cents: line.credit_cents,
      credit_cents: line.debit_cents,
    })),
  )
})

test('pain 17: voiding frees the time in the same transaction, and it can be billed again', async () => {
  const other = await work.client({ organization_name: 'Birch' })
  const entry = await work.time(other)
  const bill = () => house.as.mia.execute(createInvoiceFromTime, { clientId: other })
  const draft = await bill()
  await house.as.mia.execute(sendInvoice, { invoiceId: draft.id, email: null })
  const stateOf = () =>
    house.sql('app', 'SELECT state, rate_cents::int, document_id FROM time_entries WHERE id = $1', [entry])
  expect(await stateOf()).toEqual([{ state: 'billed', rate_cents: 10_000, document_id: draft.id }])
  await house.as.ben.preview(voidInvoice, { invoiceId: draft.id })
  expect(await stateOf()).toEqual([{ state: 'billed', rate_cents: 10_000, document_id: draft.id }])
  await house.as.ben.execute(voidInvoice, { invoiceId: draft.id })
  expect(await stateOf()).toEqual([{ state: 'approved', rate_cents: null, document_id: null }])
  expect(await bill()).toMatchObject({ totalCents: 10_000 })
})

test('only what is sent and has no money: drafts, void ones and paid ones are refused', async () => {
  const draft = await house.as.mia.execute(createInvoice, { clientId, lines: [] })
  await expect(house.as.ben.execute(voidInvoice, { invoiceId: draft.id })).rejects.toMatchObject({
    code: 'invoice_not_voidable',
  })
  const { id: invoiceId } = await sent()
  await money.pay(clientId, invoiceId, 100)
  await expect(house.as.ben.execute(voidInvoice, { invoiceId })).rejects.toMatchObject({ code: 'invoice_not_voidable' })
  const { id: twice } = await sent()
  await house.as.ben.execute(voidInvoice, { invoiceId: twice })
  await expect(house.as.ben.execute(voidInvoice, { invoiceId: twice })).rejects.toMatchObject({
    code: 'invoice_not_voidable',
  })
})

test('not before its own date, not by a manager, not into locked books', async () => {
  const { id: invoiceId } = await sent()
  await expect(house.as.ben.execute(voidInvoice, { invoiceId, voidedOn: '2026-03-09' })).rejects.toMatchObject({
    errors: [{ path: 'voidedOn' }],
  })
  await expect(house.as.mia.execute(voidInvoice, { invoiceId })).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(house.as.olga.execute(voidInvoice, { invoiceId })).rejects.toMatchObject({ code: 'not_found' })
  await house.sql('owner', "UPDATE companies SET books_locked_through = '2026-03-31'")
  await expect(house.as.ben.execute(voidInvoice, { invoiceId, voidedOn: '2026-03-20' })).rejects.toMatchObject({
    code: 'books_locked',
  })
  await house.sql('owner', 'UPDATE companies SET books_locked_through = NULL')
  expect(await house.sql('app', 'SELECT state FROM documents WHERE id = $1', [invoiceId])).toEqual([{ state: 'sent' }])
})

test('the number of a void invoice is not given again', async () => {
  const first = await sent('2022-01-01')
  await house.as.ben.execute(voidInvoice, { invoiceId: first.id, voidedOn: '2022-01-02' })
  expect([first.number, (await sent('2022-01-03')).number]).toEqual(['22/01/001', '22/01/002'])
})
