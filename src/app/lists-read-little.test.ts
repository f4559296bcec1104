import { beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#kernel/endpoint.ts'
import { listClients } from '#modules/clients/contract.ts'
import { listInvoices } from '#modules/documents/contract.ts'
import { readDashboard } from '#modules/home/contract.ts'
import { listPayments } from '#modules/payments/contract.ts'
import { arAging } from '#modules/reports/contract.ts'
import { listJournalEntries } from '#modules/reports/contract-journal.ts'
import { listTimeEntries } from '#modules/time/contract.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { rowsRead } from '#testing/rows-read.ts'

/** Lists, pages and searches read what they show and a little more, however much there is. */
const house = useHouse()
const { id } = companies.oak
const [clients, invoices] = [3000, 2000]

beforeAll(async () => {
  const insert = (text: string, ...values: unknown[]) => house.sql('owner', text, [id, ...values], id)
  await insert(
    `INSERT INTO clients (company_id, id, organization_name) SELECT $1, gen_random_uuid(), 'Client ' || n FROM generate_series(1, $2::int) n`,
    clients,
  )
  await insert(
    `WITH c AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at FROM clients WHERE company_id = $1),
     d AS (
       INSERT INTO documents (company_id, id, document_type, client_id, issued_on, due_on, subtotal_cents, total_cents)
       SELECT $1, gen_random_uuid(), 'invoice', c.id, date '2020-01-01' + n, date '2020-02-01' + n, 1000, 1000
       FROM generate_series(1, $2::int) n JOIN c ON c.at = n % $3::int RETURNING id
     )
     INSERT INTO document_lines (company_id, document_id, id, position, name, quantity, unit_price_cents, subtotal_cents, total_cents)
     SELECT $1, d.id, gen_random_uuid(), 1, 'Work', 1, 1000, 1000, 1000 FROM d`,
    invoices,
    clients,
  )
  await insert(
    `UPDATE documents d SET state = 'sent', number = 'N-' || lpad(n.at::text, 5, '0'), number_period = '2026', number_seq = n.at,
            balance_due_cents = 1000, sent_at = now()
     FROM (SELECT id, (row_number() OVER (ORDER BY issued_on))::int AS at FROM documents WHERE company_id = $1) n
     WHERE d.company_id = $1 AND d.id = n.id`,
  )
  await insert(
    `INSERT INTO payments (company_id, id, client_id, received_on, method, amount_cents, reference)
     SELECT $1, gen_random_uuid(), d.client_id, d.issued_on, 'ach', 1000, 'T' || d.number_seq FROM documents d WHERE d.company_id = $1`,
  )
  await insert(
    `INSERT INTO time_entries (company_id, id, member_id, worked_on, minutes)
     SELECT $1, gen_random_uuid(), $2, date '2020-01-01' + n, 60 FROM generate_series(1, 2000) n`,
    cast.olga.memberId,
  )
  await insert(
    `WITH e AS (
       INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at)
       SELECT $1, gen_random_uuid(), date '2020-01-01' + n, 'Many', 'manual', gen_random_uuid(), now() FROM generate_series(1, 2000) n
       RETURNING company_id, id, entry_date
     )
     INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents)
     SELECT e.company_id, e.id, s.line_no, e.entry_date, a.id, s.debit, s.credit
     FROM e CROSS JOIN (VALUES (1, 'cash', 5, 0), (2, 'revenue', 0, 5)) s (line_no, key, debit, credit)
     JOIN accounts a ON a.company_id = e.company_id AND a.system_key = s.key`,
  )
  await house.sql('owner', 'ANALYZE')
}, 300_000)

const limit = 20

test.each<[string, Endpoint, object]>([
  ['invoices', listInvoices, { limit }],
  ['invoices, oldest first', listInvoices, { limit, sort: 'issued' }],
  ['invoices by number', listInvoices, { limit, sort: '-number' }],
  ['invoices by total', listInvoices, { limit, sort: '-total' }],
  ['invoices, overdue', listInvoices, { limit, state: 'overdue' }],
  ['invoices, a number', listInvoices, { limit, q: 'N-01234' }],
  ['invoices, a client', listInvoices, { limit, q: 'client 77' }],
  ['invoices, what nobody has', listInvoices, { limit, q: 'zebra' }],
  ['clients', listClients, { limit }],
  ['clients, picker', listClients, { limit, q: 'client 12' }],
  ['payments', listPayments, { limit }],
  ['payments, a reference', listPayments, { limit, q: 't1234' }],
  ['payments, a client', listPayments, { limit, q: 'client 77' }],
  ['time', listTimeEntries, { limit }],
  ['journal', listJournalEntries, { limit }],
])('%s', async (_name, endpoint, input) => {
  const ask = async (more: object = {}) => {
    const answer = await house.as.olga.http.call(endpoint, { ...input, ...more } as never)
    expect(answer.statusCode).toBe(200)
    return answer.json() as { nextCursor: string | null }
  }
  const { nextCursor } = await ask()
  expect(wide(await rowsRead(house, id, () => ask()))).toEqual({})
  if (nextCursor) expect(wide(await rowsRead(house, id, () => ask({ cursor: nextCursor })))).toEqual({})
})

/** What a page of twenty may read of one table: some joins read it twice. A chart of accounts stays small. */
const enough = limit * 10
const wide = (read: { [table: string]: number }) =>
  Object.fromEntries(Object.entries(read).filter(([table, rows]) => rows > enough && table !== 'accounts'))

test('pain 14: the dashboard and aging read what is open once, from an index', async () => {
  const call = (endpoint: Endpoint) => house.as.olga.http.call(endpoint, {} as never)
  const aging = await rowsRead(house, id, () => call(arAging))
  expect(aging.documents).toBeGreaterThanOrEqual(invoices)
  expect(aging.documents).toBeLessThanOrEqual(invoices * 2 + 10)
  expect(aging.journal_lines ?? 0).toBeLessThanOrEqual(enough)
  const dashboard = await rowsRead(house, id, () => call(readDashboard))
  expect(dashboard.journal_lines ?? 0).toBeLessThanOrEqual(enough)
})

test('aging of a past day on which many owed: a page of clients is found by walking their names', async () => {
  const ask = async (asked: object) => {
    const answer = await house.as.olga.http.call(arAging, { asOf: '2025-01-01', ...asked } as never)
    expect(answer.statusCode).toBe(200)
    return answer.json() as { items: Aged[]; nextCursor: string | null; totals: { totalCents: number } }
  }
  type Aged = { clientId: string; clientName: string; totalCents: number; over90: number; days31to60: number }
  const open = 1827
  const { totals, items } = await ask({ limit })
  expect({ ...totals, items: items.length }).toMatchObject({ totalCents: open * 1000, items: limit })
  const all: Aged[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ask({ limit: 700, ...(cursor ? { cursor } : {}) })
    expect(page.totals).toEqual(totals)
    all.push(...page.items)
    cursor = page.nextCursor
  }
  expect(all.slice(0, limit)).toEqual(items)
  expect(new Set(all.map((one) => one.clientId)).size).toBe(open)
  for (const column of ['totalCents', 'over90', 'days31to60'] as const)
    expect(all.reduce((sum, one) => sum + one[column], 0)).toBe((totals as Aged)[column])
  const read = await rowsRead(house, id, () => ask({ limit }))
  expect(read.clients).toBeLessThanOrEqual(enough)
  expect(read.documents).toBeLessThanOrEqual(open * 1.2)
})

test('aging of a past day reads what may have been open on it', async () => {
  const insert = (text: string) => house.sql('owner', text, [id], id)
  await insert(
    `WITH p AS (
       INSERT INTO payments (company_id, id, client_id, received_on, method, amount_cents, reference)
       SELECT $1, gen_random_uuid(), client_id, issued_on + 10, 'ach', 1000, 'L' || number_seq FROM documents
       WHERE company_id = $1 AND number_seq <= 1500 RETURNING id, reference
     )
     INSERT INTO payment_allocations (company_id, id, payment_id, document_id, amount_cents)
     SELECT $1, gen_random_uuid(), p.id, d.id, 1000 FROM p JOIN documents d ON d.company_id = $1 AND d.number_seq = substr(p.reference, 2)::int`,
  )
  await insert(
    "UPDATE documents SET state = 'paid', balance_due_cents = 0, paid_at = now() WHERE company_id = $1 AND number_seq <= 1500",
  )
  await house.sql('owner', 'ANALYZE documents')
  const ask = () => house.as.olga.http.call(arAging, { asOf: '2022-01-01' })
  expect((await ask()).json().totals.totalCents).toBe(10_000)
  // Clients are read for their names, rollups for the control account beside.
  const { clients: _clients, account_balances: _rollups, ...read } = await rowsRead(house, id, ask)
  expect(read.documents).toBeLessThanOrEqual(40)
  expect(wide(read)).toEqual({})
})

test('how an invoice was closed is looked up for the page alone', async () => {
  await house.sql('owner', 'ANALYZE documents, payment_allocations')
  for (const input of [
    { limit, sort: 'issued' },
    { limit, q: 'client 77' },
  ]) {
    const ask = () => house.as.olga.http.call(listInvoices, input as never)
    expect((await ask()).json().items.length).toBeGreaterThan(0)
    expect(wide(await rowsRead(house, id, ask))).toEqual({})
  }
})

test('the overdue are found without a look at what is not due yet', async () => {
  const insert = (text: string) => house.sql('owner', text, [id], id)
  await insert(
    `WITH d AS (
       INSERT INTO documents (company_id, id, document_type, client_id, issued_on, due_on, subtotal_cents, total_cents)
       SELECT $1, gen_random_uuid(), 'invoice', c.id, '2026-01-01', '2999-01-01', 1000, 1000
       FROM (SELECT id FROM clients WHERE company_id = $1 LIMIT 500) c RETURNING id
     )
     INSERT INTO document_lines (company_id, document_id, id, position, name, quantity, unit_price_cents, subtotal_cents, total_cents)
     SELECT $1, d.id, gen_random_uuid(), 1, 'Work', 1, 1000, 1000, 1000 FROM d`,
  )
  await insert(
    `UPDATE documents d SET state = 'sent', number = 'N-' || n.at, number_period = '2026', number_seq = n.at,
            balance_due_cents = 1000, sent_at = now()
     FROM (SELECT id, (5000 + row_number() OVER ())::int AS at FROM documents WHERE company_id = $1 AND due_on = '2999-01-01') n
     WHERE d.company_id = $1 AND d.id = n.id`,
  )
  await house.sql('owner', 'ANALYZE documents')
  const ask = () => house.as.olga.http.call(listInvoices, { limit, state: 'overdue' } as never)
  expect((await ask()).json().items).toHaveLength(limit)
  expect(wide(await rowsRead(house, id, ask))).toEqual({})
})
