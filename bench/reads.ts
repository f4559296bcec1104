import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { assert, present } from '#kernel/assert.ts'
import { addDays, systemClock } from '#kernel/calendar.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { listClients } from '#modules/clients/contract.ts'
import { listInvoices, readInvoice } from '#modules/documents/contract.ts'
import { readDashboard } from '#modules/home/contract.ts'
import { listPayments } from '#modules/payments/contract.ts'
import { arAging, balanceSheet, profitAndLoss, trialBalance } from '#modules/reports/contract.ts'
import { checkInvariants } from '#modules/reports/server/index.ts'
import type { BenchHouse, Company } from './house.ts'
import { measureTurns } from './measure.ts'
import { ms, printTable, ratio } from './table.ts'

type Read = { name: string; endpoint: Endpoint; input: { [name: string]: unknown } }
type Options = { sizes: number[]; neighbours: number; times: number }
type Listed = { items: { id: string; number: string }[]; nextCursor: string | null }

const clientsPer = 50
/** So that a page of the small company is as full as one of the large. */
const clientsMin = 60

/** What people look at, in a small company and in one that is years older. */
export async function benchReads(house: BenchHouse, options: Options): Promise<Company[]> {
  await house.bare.query(readFileSync(join(import.meta.dirname, 'fill.sql'), 'utf8'))
  const began = performance.now()
  await house.bare.query('SELECT bench.neighbours($1)', [options.neighbours])
  console.log(`\n${options.neighbours} companies beside it in ${Math.round((performance.now() - began) / 1000)} s`)
  const companies: Company[] = []
  for (const size of options.sizes) companies.push(await fill(house, size))
  const reads = await Promise.all(companies.map((company) => readsOf(house, company)))
  const rows: string[][] = []
  for (const [at, { name }] of present(reads[0]).entries()) {
    const acts = companies.map((company, which) => () => ask(house, company, present(reads[which]?.[at])))
    const taken = await measureTurns(acts, options.times)
    const growth = present(taken.at(-1)).p95 / present(taken[0]).p95
    rows.push([name, ...taken.flatMap(({ p50, p95 }) => [ms(p50), ms(p95)]), ratio(growth)])
  }
  const headers = options.sizes.flatMap((size) => [`p50 at ${size}`, `p95 at ${size}`])
  printTable('Reads over HTTP, the small and the large company in turn', ['', ...headers, 'p95 ratio'], rows)
  return companies
}

async function fill(house: BenchHouse, size: number): Promise<Company> {
  const began = performance.now()
  const company = await house.makeCompany(`Company of ${size}`, Math.max(clientsMin, size / clientsPer))
  await fillFast(house.bare, company.id, house.personId, size)
  const filled = performance.now()
  const broken = (await house.inCompany(company.id, checkInvariants)).filter(({ ok }) => !ok)
  assert(broken.length === 0, `the filled books are wrong: ${JSON.stringify(broken)}`)
  const seconds = (from: number, to: number) => Math.round((to - from) / 1000)
  console.log(
    `${size} invoices filled in ${seconds(began, filled)} s; every invariant holds (asked in ${seconds(filled, performance.now())} s)`,
  )
  return company
}

const filledTables = [
  'documents',
  'document_lines',
  'payments',
  'payment_allocations',
  'journal_entries',
  'journal_lines',
]

/** Indexes are made when the rows are there, and the write-ahead log may grow meanwhile; afterwards all is as it was. */
async function fillFast(bare: pg.Pool, companyId: string, personId: string, size: number): Promise<void> {
  const client = await bare.connect()
  const configure = async (...settings: string[]) => {
    for (const setting of settings) await client.query(`ALTER SYSTEM ${setting}`)
    await client.query('SELECT pg_reload_conf()')
  }
  try {
    await configure("SET max_wal_size = '16GB'", "SET checkpoint_timeout = '1h'", 'SET full_page_writes = off')
    await client.query("SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'")
    const { rows: indexes } = await client.query<{ name: string; text: string }>(
      `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS text FROM pg_index i
       WHERE i.indrelid = ANY ($1::text[]::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
      [filledTables],
    )
    for (const { name } of indexes) await client.query(`DROP INDEX ${name}`)
    await client.query('SELECT bench.fill($1, $2, $3)', [companyId, personId, size])
    for (const { text } of indexes) await client.query(text)
    await client.query('VACUUM ANALYZE')
    await configure('RESET max_wal_size', 'RESET checkpoint_timeout', 'RESET full_page_writes')
    await client.query('RESET work_mem; RESET maintenance_work_mem')
    await client.query('CHECKPOINT')
  } finally {
    client.release()
  }
}

async function readsOf(house: BenchHouse, company: Company): Promise<Read[]> {
  const list = (name: string, input: object): Read => ({ name, endpoint: listInvoices, input: { ...input } })
  const first = (await ask(house, company, list('', {}))) as Listed
  const oldest = (await ask(house, company, list('', { sort: 'issued' }))) as Listed
  const one = present(oldest.items[0])
  const report = (name: string, endpoint: Endpoint): Read => ({ name, endpoint, input: {} })
  return [
    list('invoices, first page', {}),
    list('invoices, a page near the end', { cursor: nearTheEnd(present(first.nextCursor), oldest) }),
    list('invoices, overdue', { state: 'overdue' }),
    list('invoices, search a number', { q: one.number }),
    list('invoices, search the end of a number', { q: one.number.slice(6) }),
    list('invoices, search a client', { q: 'client 3' }),
    list('invoices, search what nobody has', { q: 'zebra' }),
    { name: 'clients, picker', endpoint: listClients, input: { q: 'client 12', limit: 20 } },
    { name: 'clients, first page', endpoint: listClients, input: {} },
    { name: 'payments, first page', endpoint: listPayments, input: {} },
    { name: 'payments, search a client', endpoint: listPayments, input: { q: 'client 3' } },
    { name: 'one invoice', endpoint: readInvoice, input: { invoiceId: one.id } },
    report('dashboard', readDashboard),
    report('trial balance', trialBalance),
    report('profit and loss', profitAndLoss),
    report('balance sheet', balanceSheet),
    report('aging of receivables', arAging),
    { name: 'aging, a month ago', endpoint: arAging, input: { asOf: addDays(systemClock().slice(0, 10), -30) } },
  ]
}

/** A cursor holds order, value and id; so the page before the oldest ones can be asked for without walking to it. */
function nearTheEnd(cursor: string, oldest: Listed): string {
  const [order] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as string[]
  const at = present(oldest.items.at(-1)) as unknown as { id: string; issuedOn: string }
  return Buffer.from(JSON.stringify([order, at.issuedOn, at.id])).toString('base64url')
}

async function ask({ http }: BenchHouse, company: Company, { name, endpoint, input }: Read): Promise<unknown> {
  const { status, body } = await http.call(endpoint, input, { companyId: company.id })
  assert(status === 200, `${name} answered ${status}: ${JSON.stringify(body)}`)
  return body
}
