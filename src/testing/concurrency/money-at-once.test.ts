import { beforeAll, describe, expect, test } from 'vitest'
import { Refusal, type RefusalCode } from '#kernel/refusal.ts'
import {
  correctInvoice,
  createCreditNote,
  postCreditNote,
  reverseCreditNote,
  reverseWriteOff,
  writeOffInvoice,
} from '#modules/credit-notes/server/index.ts'
import { createInvoice, sendInvoice, voidInvoice } from '#modules/documents/server/index.ts'
import {
  adjustCredit,
  applyCredit,
  recordPayment,
  refundPayment,
  reverseCreditApplication,
  reversePayment,
  underway,
} from '#modules/payments/server/index.ts'
import { useHouse } from '../house.ts'
import { assertInvariants } from '../invariants.ts'
import { Dice } from '../model/dice.ts'
import { moneyCast } from '../money-cast.ts'
import { workCast } from '../work-cast.ts'

const connections = 32
const { EZ360_CONCURRENCY_SEED, EZ360_CONCURRENCY_ROUNDS } = process.env
const firstSeed = Number(EZ360_CONCURRENCY_SEED ?? Math.floor(Math.random() * 2 ** 31))
const rounds = Number(EZ360_CONCURRENCY_ROUNDS ?? 1)
const actsEach = 10

const house = useHouse({ EZ360_DATABASE_POOL: String(connections) })
const work = workCast(house)
const money = moneyCast(house)

/** What may meet whoever comes second. Anything else is a bug: a deadlock or a raw error of the database above all. */
const expected = new Set<RefusalCode | `invalid_input of ${string}`>([
  ...(['allocation_exceeds_balance', 'invoice_not_payable', 'credit_exceeded', 'balance_exceeded'] as const),
  ...(['refund_exceeds_payment', 'payment_not_refundable', 'payment_refunded', 'payment_reversed_once'] as const),
  ...(['payment_credit_used', 'refund_credit_used', 'credit_application_reversed_once', 'invoice_has_money'] as const),
  ...(['invoice_not_voidable', 'invoice_not_draft', 'invoice_not_sent', 'invoice_not_creditable'] as const),
  ...(['credit_note_exceeds_invoice', 'credit_note_credit_used', 'credit_note_reversed_once'] as const),
  ...(['credit_note_not_posted', 'invoice_written_off', 'nothing_to_write_off', 'write_off_exceeds_balance'] as const),
  ...(['write_off_reversed_once', 'invoice_corrected', 'correction_kept'] as const),
  ...(['payment_not_pending', 'payment_not_reversible', 'refund_not_pending', 'credit_promised'] as const),
  'invalid_input of amountCents',
])

/** Where the acts of one round meet: what they have made so far is what others go on with. */
type Place = {
  clientId: string
  invoices: string[]
  drafts: string[]
  payments: string[]
  refunds: string[]
  applications: string[]
  notes: string[]
  writeOffs: string[]
}

type Act = (place: Place, dice: Dice) => Promise<unknown>

const cents = (dice: Dice) => 100 + dice.below(6_000)

/** Every act takes ids at random, also ones that another connection is about to use up. */
const acts: { readonly [name: string]: Act } = {
  async pay({ clientId, invoices, payments }, dice) {
    const [first, second] = [dice.one(invoices) as string, dice.one(invoices) as string]
    const parts = [...new Set([first, second])].map((invoiceId) => ({ invoiceId, amountCents: cents(dice) }))
    const amountCents = parts.reduce((sum, part) => sum + part.amountCents, dice.below(900))
    const input = { clientId, method: 'ach', amountCents, allocations: parts }
    payments.push((await house.as.mia.execute(recordPayment, input)).id)
  },
  async payOnAccount({ clientId, payments }, dice) {
    const input = { clientId, method: 'cash', amountCents: cents(dice), allocations: [] }
    payments.push((await house.as.mia.execute(recordPayment, input)).id)
  },
  async await({ clientId, invoices, payments }, dice) {
    const part = { invoiceId: dice.one(invoices) as string, amountCents: cents(dice) }
    const input = { clientId, method: 'ach', amountCents: part.amountCents, allocations: [part], pending: true }
    payments.push((await house.as.mia.execute(recordPayment, input)).id)
  },
  async arrive({ payments }, dice) {
    const paymentId = dice.one(payments)
    if (paymentId) await house.as.mia.execute(underway.settlePayment, { paymentId })
  },
  async fail({ payments }, dice) {
    const paymentId = dice.one(payments)
    if (paymentId) await house.as.mia.execute(underway.failPayment, { paymentId, reason: 'It never came' })
  },
  async refund({ payments }, dice) {
    const paymentId = dice.one(payments)
    if (paymentId) await house.as.ben.execute(refundPayment, { paymentId, amountCents: 1 + dice.below(2_000) })
  },
  async refundLater({ payments, refunds }, dice) {
    const input = { paymentId: dice.one(payments), amountCents: 1 + dice.below(2_000), pending: true }
    if (input.paymentId) refunds.push((await house.as.ben.execute(refundPayment, input)).id)
  },
  async arriveBack({ refunds }, dice) {
    const refundId = dice.one(refunds)
    if (refundId) await house.as.ben.execute(underway.settleRefund, { refundId })
  },
  async failBack({ refunds }, dice) {
    const refundId = dice.one(refunds)
    if (refundId) await house.as.ben.execute(underway.failRefund, { refundId, reason: 'It was returned' })
  },
  async reverse({ payments }, dice) {
    const paymentId = dice.one(payments)
    if (paymentId) await house.as.ben.execute(reversePayment, { paymentId })
  },
  async apply({ clientId, invoices, applications }, dice) {
    const input = { clientId, invoiceId: dice.one(invoices), amountCents: 1 + dice.below(1_500) }
    applications.push((await house.as.mia.execute(applyCredit, input)).id)
  },
  async takeOff({ clientId, applications }, dice) {
    const applicationId = dice.one(applications)
    if (applicationId) await house.as.mia.execute(reverseCreditApplication, { clientId, applicationId })
  },
  async adjust({ clientId }, dice) {
    const centsDelta = dice.oneIn(2) ? 1 + dice.below(500) : -1 - dice.below(500)
    await house.as.ada.execute(adjustCredit, { clientId, centsDelta, reason: 'Agreed by phone' })
  },
  async note({ invoices, notes }, dice) {
    const { id } = await house.as.mia.execute(createCreditNote, {
      invoiceId: dice.one(invoices),
      subtotalCents: cents(dice),
    })
    notes.push(id)
    await house.as.ada.execute(postCreditNote, { creditNoteId: id })
  },
  async noteBack({ notes }, dice) {
    const creditNoteId = dice.one(notes)
    if (creditNoteId) await house.as.ada.execute(reverseCreditNote, { creditNoteId })
  },
  async writeOff({ invoices, writeOffs }, dice) {
    const input = { invoiceId: dice.one(invoices), amountCents: 1 + dice.below(900), reason: 'Lost' }
    writeOffs.push((await house.as.ada.execute(writeOffInvoice, input)).id)
  },
  async recover({ writeOffs }, dice) {
    const writeOffId = dice.one(writeOffs)
    if (writeOffId) await house.as.ada.execute(reverseWriteOff, { writeOffId })
  },
  async draft({ clientId, drafts }, dice) {
    const lines = [{ name: 'Design', unitPriceCents: 5_000 + dice.below(20_000) }]
    drafts.push((await house.as.mia.execute(createInvoice, { clientId, lines })).id)
  },
  async send({ drafts }, dice) {
    const invoiceId = dice.one(drafts)
    if (invoiceId) await house.as.mia.execute(sendInvoice, { invoiceId, email: null })
  },
  async void({ invoices, drafts }, dice) {
    await house.as.ada.execute(voidInvoice, { invoiceId: dice.one([...invoices, ...drafts]) })
  },
  async correct({ invoices }, dice) {
    if (dice.oneIn(4)) await house.as.ada.execute(correctInvoice, { invoiceId: dice.one(invoices) })
  },
}

const isExpected = (named: string) => (expected as ReadonlySet<string>).has(named.slice(named.indexOf(': ') + 2))

let clientId = ''
beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
})

/** The refusal's code; one that only speaks of a field is named by that field. */
function nameOf(error: unknown): string {
  if (!(error instanceof Refusal)) return String(error)
  return error.code === 'invalid_input' ? `invalid_input of ${error.errors[0]?.path}` : error.code
}

/** How often PostgreSQL had to break a deadlock in this database. With one order of locks it never has to. */
async function deadlocks(): Promise<number> {
  // Every connection tells what it counted only from time to time, so all are taken and asked to tell now.
  const all = await Promise.all(Array.from({ length: connections }, () => house.pool.connect()))
  for (const client of all) await client.query('SELECT pg_stat_force_next_flush()')
  for (const client of all) client.release()
  const [row] = await house.sql<{ deadlocks: string }>(
    'owner',
    'SELECT pg_stat_clear_snapshot(), deadlocks FROM pg_stat_database WHERE datname = current_database()',
  )
  return Number(row?.deadlocks)
}

test('a deadlock would be counted', async () => {
  const before = await deadlocks()
  const [one, other] = [await house.pool.connect(), await house.pool.connect()]
  const lock = (key: number) => `SELECT pg_advisory_xact_lock(${key})`
  await one.query(`BEGIN; ${lock(1)}`)
  await other.query(`BEGIN; ${lock(2)}`)
  const crossed = await Promise.allSettled([one.query(lock(2)), other.query(lock(1))])
  for (const client of [one, other]) {
    await client.query('ROLLBACK')
    client.release()
  }
  expect(crossed.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(await deadlocks()).toBe(before + 1)
})

/** Thirty-two connections, each with a few acts one after the other. Answers what each act came to. */
async function meet(place: Place, seed: number): Promise<{ done: Map<string, number>; codes: string[] }> {
  const done = new Map<string, number>()
  const codes: string[] = []
  const connection = async (at: number) => {
    for (let step = 0; step < actsEach; step += 1) {
      const dice = new Dice(Array.from({ length: 16 }, (_one, n) => scattered(seed, at * 1000 + step * 20 + n)))
      const name = dice.one(Object.keys(acts)) as string
      try {
        await acts[name]?.(place, dice)
        done.set(name, (done.get(name) ?? 0) + 1)
      } catch (error) {
        codes.push(`${name}: ${nameOf(error)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, (_one, at) => connection(at)))
  return { done, codes }
}

/** A number that is the same for the same seed and place (Knuth's multiplicative hashing, mixed once more). */
function scattered(seed: number, at: number): number {
  let mixed = Math.imul(seed ^ at, 2_654_435_761)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519)
  return (mixed ^ (mixed >>> 13)) >>> 0
}

describe.each([
  ['one invoice', 1],
  ['one client', 6],
])(`${connections} connections pay, refund, credit, send, void, correct on %s`, (_where, invoices) => {
  test.each(Array.from({ length: rounds }, (_one, round) => firstSeed + round))(
    'no invariant breaks, no deadlock reaches a person, none happens (seed %i)',
    { timeout: 120_000 },
    async (seed) => {
      const made = { drafts: [], payments: [], refunds: [], applications: [], notes: [], writeOffs: [] }
      const place: Place = { clientId, invoices: [], ...made }
      for (let n = 0; n < invoices; n += 1) place.invoices.push((await money.invoice(clientId, 150_000)).id)
      const before = await deadlocks()
      const { done, codes } = await meet(place, seed)
      expect(codes.filter((code) => !isExpected(code))).toEqual([])
      expect(done.size, `only ${[...done.keys()].join(', ')} went through`).toBeGreaterThanOrEqual(8)
      await assertInvariants(house)
      expect((await deadlocks()) - before).toBe(0)
    },
  )
})
