import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { cast } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoice } from './create-invoice.ts'
import { sendInvoice } from './send-invoice.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client()
})

const line = { name: 'Design', quantity: '1.5', unitPriceCents: 14_000, taxCents: 1_733, taxable: true }
const draft = (more: object = {}) =>
  house.as.mia.execute(createInvoice, { clientId, issuedOn: '2026-03-10', lines: [line], ...more })

const entriesOf = (invoiceId: string) =>
  house.sql<{ code: string; debit_cents: number; credit_cents: number; client_id: string }>(
    'app',
    `SELECT a.code, l.debit_cents::int, l.credit_cents::int, l.client_id FROM journal_entries e
     JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     WHERE e.source_type = 'invoice' AND e.source_id = $1 ORDER BY l.line_no`,
    [invoiceId],
  )

test('sending numbers, posts and locks, and asks for the e-mail', async () => {
  const consulting = newId()
  await house.sql(
    'owner',
    "INSERT INTO accounts (company_id, id, code, name, type) SELECT id, $1, '4100', 'Consulting', 'income' FROM companies",
    [consulting],
  )
  const item = await work.item({ income_account_id: consulting })
  const lines = [
    line,
    { name: 'Advice', catalogItemId: item, quantity: '2', unitPriceCents: 10_000 },
    { name: 'Rebate', quantity: '1', unitPriceCents: -1_000 },
  ]
  const invoice = await draft({ lines, discount: { kind: 'percent', percent: '10' } })
  expect(invoice).toMatchObject({
    state: 'draft',
    number: null,
    subtotalCents: 40_000,
    discountCents: 4_000,
    totalCents: 37_733,
  })
  const sent = await house.as.mia.execute(sendInvoice, { invoiceId: invoice.id, email: { to: 'anna@harbor.test' } })
  expect(sent).toMatchObject({
    state: 'sent',
    number: '26/03/001',
    issuedOn: '2026-03-10',
    dueOn: '2026-04-09',
    balanceDueCents: 37_733,
    revision: 2,
  })
  expect(await entriesOf(invoice.id)).toEqual([
    { code: '1100', debit_cents: 37_733, credit_cents: 0, client_id: clientId },
    { code: '4000', debit_cents: 0, credit_cents: 18_000, client_id: clientId },
    { code: '4100', debit_cents: 0, credit_cents: 18_000, client_id: clientId },
    { code: '2100', debit_cents: 0, credit_cents: 1_733, client_id: clientId },
  ])
  const deliveries = await house.sql('app', 'SELECT to_email, state FROM document_deliveries WHERE document_id = $1', [
    invoice.id,
  ])
  expect(deliveries).toEqual([{ to_email: 'anna@harbor.test', state: 'queued' }])
  await expect(house.as.mia.execute(sendInvoice, { invoiceId: invoice.id })).rejects.toMatchObject({
    code: 'invoice_not_draft',
  })
})

test('without an e-mail: none is queued; a later day moves the due date along', async () => {
  const { id: invoiceId } = await draft()
  const sent = await house.as.mia.execute(sendInvoice, { invoiceId, sentOn: '2026-05-20', email: null })
  expect(sent).toMatchObject({ number: '26/05/001', issuedOn: '2026-05-20', dueOn: '2026-06-19' })
  expect(await house.sql('app', 'SELECT id FROM document_deliveries WHERE document_id = $1', [invoiceId])).toEqual([])
})

test('what asks for nothing is not sent', async () => {
  const empty = await draft({ lines: [] })
  const nothing = await draft({ lines: [{ name: 'Gift', unitPriceCents: 0 }] })
  await expect(house.as.mia.execute(sendInvoice, { invoiceId: empty.id })).rejects.toMatchObject({
    code: 'invoice_without_lines',
  })
  await expect(house.as.mia.execute(sendInvoice, { invoiceId: nothing.id })).rejects.toMatchObject({
    code: 'invoice_total_zero',
  })
})

test('pain 4: fifty sent at once take the numbers 1 to 50, and a send that fails gives its number back', async () => {
  const drafts = []
  for (let n = 0; n < 50; n += 1) drafts.push(await draft({ issuedOn: '2025-07-01' }))
  await house.sql('owner', "UPDATE companies SET books_locked_through = '2025-06-30' WHERE id = $1", [
    cast.ada.companyId,
  ])
  const locked = await draft({ issuedOn: '2025-06-01' })
  const sends = drafts.map((one) => house.as.mia.execute(sendInvoice, { invoiceId: one.id, email: null }))
  await expect(house.as.mia.execute(sendInvoice, { invoiceId: locked.id, email: null })).rejects.toMatchObject({
    code: 'books_locked',
  })
  const numbers = (await Promise.all(sends)).map((sent) => sent.number).sort()
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, n) => `25/07/${String(n + 1).padStart(3, '0')}`))
  await house.sql('owner', 'UPDATE companies SET books_locked_through = NULL WHERE id = $1', [cast.ada.companyId])
  const next = await house.as.mia.execute(sendInvoice, { invoiceId: locked.id, email: null })
  expect(next.number).toBe('25/06/001')
})

test('pain 5: the same key at once is one number, one entry, one answer', async () => {
  const { id: invoiceId } = await draft({ issuedOn: '2024-02-01' })
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      house.as.mia.execute(sendInvoice, { invoiceId }, { idempotencyKey: 'send-it-once' }),
    ),
  )
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]).toMatchObject({ number: '24/02/001' })
  expect(await house.sql('app', 'SELECT id FROM journal_entries WHERE source_id = $1', [invoiceId])).toHaveLength(1)
  expect(await house.sql('app', 'SELECT id FROM document_deliveries WHERE document_id = $1', [invoiceId])).toHaveLength(
    1,
  )
})

test('two people sending one invoice: one of them is told', async () => {
  const { id: invoiceId } = await draft({ issuedOn: '2024-03-01' })
  const [a, b] = await Promise.allSettled([
    house.as.mia.execute(sendInvoice, { invoiceId, email: null }),
    house.as.ada.execute(sendInvoice, { invoiceId, email: null }),
  ])
  expect([a.status, b.status].sort()).toEqual(['fulfilled', 'rejected'])
})

test('a preview shows number, entry and balance, and writes nothing', async () => {
  const { id: invoiceId } = await draft({ issuedOn: '2023-01-05' })
  const seen = await house.as.mia.preview(sendInvoice, { invoiceId })
  expect(seen.answer).toMatchObject({ number: '23/01/001', state: 'sent' })
  expect(seen.entries).toMatchObject([
    {
      entryDate: '2023-01-05',
      lines: [{ accountCode: '1100', debitCents: 22_733 }, { accountCode: '4000' }, { accountCode: '2100' }],
    },
  ])
  expect(seen.balances).toEqual([
    { label: '23/01/001', kind: 'invoice', id: invoiceId, beforeCents: 0, afterCents: 22_733 },
  ])
  expect(await house.sql('app', 'SELECT state, number FROM documents WHERE id = $1', [invoiceId])).toEqual([
    { state: 'draft', number: null },
  ])
  expect(await house.sql('app', "SELECT period FROM number_counters WHERE period = '2023-01'")).toEqual([])
  expect(await house.sql('app', 'SELECT id FROM document_deliveries WHERE document_id = $1', [invoiceId])).toEqual([])
})

test('sending and creating take a fixed, small number of statements', async () => {
  const count = async (work: () => Promise<unknown>) => {
    const { query } = pg.Client.prototype
    const statements: string[] = []
    pg.Client.prototype.query = function counting(this: pg.Client, ...given: never[]) {
      const [said] = given as unknown as [string | { text: string }]
      const text = typeof said === 'string' ? said : said.text
      // a new connection and the signals to open screens are not the command's own
      if (!/^SET TIME ZONE|pg_notify/.test(text)) statements.push(text)
      return (query as (...all: never[]) => never).apply(this, given)
    } as typeof query
    try {
      await work()
    } finally {
      pg.Client.prototype.query = query
    }
    return statements.length
  }
  const lines = Array.from({ length: 40 }, () => line)
  const few = await count(() => draft())
  const { id } = await draft({ lines })
  expect(await count(() => draft({ lines }))).toBe(few)
  const send = await count(() =>
    house.as.mia.execute(sendInvoice, { invoiceId: id, email: null }, { idempotencyKey: newId() }),
  )
  // begin, actor, key, invoice, lines, today, number, save, post, write down, commit
  expect(send).toBeLessThanOrEqual(11)
  expect(few).toBeLessThanOrEqual(8)
})

test('another company finds nothing, and staff may not', async () => {
  const { id: invoiceId } = await draft()
  await expect(house.as.olga.execute(sendInvoice, { invoiceId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(house.as.cy.execute(sendInvoice, { invoiceId })).rejects.toMatchObject({ code: 'not_allowed' })
})
