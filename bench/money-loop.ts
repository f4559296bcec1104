import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { assert, present } from '#kernel/assert.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import { createInvoice, sendInvoice } from '#modules/documents/contract.ts'
import { recordPayment } from '#modules/payments/contract.ts'
import type { BenchHouse, Company } from './house.ts'

/** One turn: an invoice with five lines is drafted, sent, and paid in full, for one client of a company. */
export type MoneyLoop = (company: Company, caller: number) => Promise<void>

const prices = [12_000, 8_000, 40_000, 2_000, 20_000]
const lines = prices.map((price, at) => ({ at: at + 1, name: `Work ${at + 1}`, price, tax: (price * 825) / 10_000 }))
const totalCents = lines.reduce((sum, { price, tax }) => sum + price + tax, 0)

/** Over HTTP, as the web does it. */
export function overHttp({ http }: BenchHouse): MoneyLoop {
  const sent = lines.map(({ name, price, tax }) => ({
    name,
    unitPriceCents: price,
    taxable: true,
    taxPercent: '8.25',
    taxCents: tax,
  }))
  return async (company, caller) => {
    const clientId = clientOf(company, caller)
    const ask = async (endpoint: Endpoint, input: { [name: string]: unknown }) => {
      const { status, body } = await http.call(endpoint, input, { companyId: company.id, key: newId() })
      assert(status < 300, `${endpoint.path} answered ${status}: ${JSON.stringify(body)}`)
    }
    const invoiceId = newId()
    await ask(createInvoice, { id: invoiceId, clientId, lines: sent })
    await ask(sendInvoice, { invoiceId, email: null })
    const allocations = [{ invoiceId, amountCents: totalCents }]
    await ask(recordPayment, { clientId, method: 'ach', amountCents: totalCents, reference: 'transfer', allocations })
  }
}

/** The program written by hand (by-hand.sql), over one of the pools. */
export function byHand({ personId }: BenchHouse, pool: pg.Pool): MoneyLoop {
  const wire = JSON.stringify(lines)
  const run = (name: string, values: unknown[]) =>
    pool.query({ name, text: `SELECT bench.${name}(${values.map((_value, at) => `$${at + 1}`).join(', ')})`, values })
  return async (company, caller) => {
    const clientId = clientOf(company, caller)
    const invoiceId = newId()
    await run('create_invoice', [company.id, personId, clientId, invoiceId, newId(), wire])
    await run('send_invoice', [company.id, personId, invoiceId, newId()])
    await run('pay_invoice', [company.id, personId, clientId, invoiceId, newId(), newId()])
  }
}

/** Each caller has clients of its own in a company, as people who work on different invoices do. */
function clientOf({ clientIds }: Company, caller: number): string {
  return present(clientIds[caller % clientIds.length])
}

export async function installByHand(bare: pg.Pool): Promise<void> {
  await bare.query(readFileSync(join(import.meta.dirname, 'by-hand.sql'), 'utf8'))
}

const counted = [
  ...['documents', 'document_lines', 'journal_entries', 'journal_lines', 'payments', 'payment_allocations'],
  ...['audit_events', 'idempotency_keys'],
]

/** How many rows one turn leaves in each table: the two programs are compared only when these are the same. */
export async function rowsPerTurn(house: BenchHouse, loop: MoneyLoop, company: Company): Promise<string> {
  const count = async () => {
    const text = counted.map((table) => `(SELECT count(*)::int FROM ${table} WHERE company_id = $1)`).join(', ')
    const { rows } = await house.bare.query<number[]>({
      text: `SELECT ${text}`,
      values: [company.id],
      rowMode: 'array',
    })
    return present(rows[0])
  }
  const before = await count()
  await loop(company, 0)
  const after = await count()
  return counted.map((table, at) => `${table} ${present(after[at]) - present(before[at])}`).join(', ')
}
