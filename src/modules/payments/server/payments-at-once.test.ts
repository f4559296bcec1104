import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { applyCredit } from './apply-credit.ts'
import { recordPayment } from './record-payment.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
})

const paymentOf = (amountCents: number, parts: [string, number][]) => ({
  clientId,
  method: 'ach',
  amountCents,
  allocations: parts.map(([invoiceId, cents]) => ({ invoiceId, amountCents: cents })),
})

const count = async (text: string, values: unknown[]) =>
  (await house.sql<{ n: number }>('app', `SELECT count(*)::int AS n FROM ${text}`, values))[0]?.n

test('pain 5: one key fifty times at once is one payment, one entry, one answer', async () => {
  const invoice = await money.invoice(clientId, 30_000)
  const input = paymentOf(10_000, [[invoice.id, 10_000]])
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => house.as.mia.execute(recordPayment, input, { idempotencyKey: 'double-click' })),
  )
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(await money.standing(invoice.id)).toBe('partially_paid 20000')
  expect(await count('payments WHERE client_id = $1', [clientId])).toBe(1)
  expect(await count("journal_entries WHERE source_type = 'payment' AND source_id = $1", [answers[0]?.id])).toBe(1)
  const other = { ...input, amountCents: 10_001 }
  await expect(house.as.mia.execute(recordPayment, other, { idempotencyKey: 'double-click' })).rejects.toMatchObject({
    status: 409,
    code: 'idempotency_key_reused',
  })
  await money.assertBooks()
})

test('pain 8: one payment recorded five times at once and again later, under its own id and other keys, is one payment', async () => {
  const invoice = await money.invoice(clientId, 4_000)
  // No gateway is asked here: the id is what holds, whatever key a repeat comes with.
  const input = { id: newId(), ...paymentOf(4_000, [[invoice.id, 4_000]]), method: 'stripe' as const }
  const take = () => house.as.mia.execute(recordPayment, input, { idempotencyKey: `event-${newId()}` })
  const outcomes = await Promise.allSettled([take(), take(), take(), take(), take()])
  outcomes.push(...(await Promise.allSettled([take()])))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason.status).toBe(409)
  expect(await money.standing(invoice.id)).toBe('paid 0')
  expect(await count("journal_entries WHERE source_type = 'payment' AND source_id = $1", [input.id])).toBe(1)
})

test('sixteen at once, payments and credit over the same invoices: never overpaid, never a deadlock to a person', async () => {
  const invoices = [
    await money.invoice(clientId, 10_000),
    await money.invoice(clientId, 10_000),
    await money.invoice(clientId, 10_000),
  ].map((invoice) => invoice.id)
  await house.as.mia.execute(recordPayment, paymentOf(6_000, []))
  const any = (n: number) => invoices[n % 3] as string
  const act = (n: number) => {
    if (n % 4 === 3) return house.as.mia.execute(applyCredit, { clientId, invoiceId: any(n), amountCents: 700 })
    const parts: [string, number][] = [
      [any(n), 900],
      [any(n + 1 + (n % 2)), 400],
    ]
    return house.as.mia.execute(recordPayment, paymentOf(1_500, parts))
  }
  const ended = await Promise.allSettled(Array.from({ length: 16 * 5 }, (_, n) => act(n)))
  const refusals = ended.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code?: string }).code] : []))
  expect(refusals.filter((code) => code !== 'allocation_exceeds_balance' && code !== 'credit_exceeded')).toEqual([])
  const owed = await house.sql<{ due: number; total: number }>(
    'app',
    'SELECT balance_due_cents::int AS due, total_cents::int AS total FROM documents WHERE id = ANY ($1)',
    [invoices],
  )
  for (const { due, total } of owed) {
    expect(due).toBeGreaterThanOrEqual(0)
    expect(due).toBeLessThan(total)
  }
  await money.assertBooks()
})

test('a payment takes a fixed number of statements, and one more per invoice that it settles', async () => {
  const [a, b, c] = [
    await money.invoice(clientId, 100),
    await money.invoice(clientId, 100),
    await money.invoice(clientId, 100),
  ]
  const run = (parts: [string, number][]) =>
    countStatements(() => house.as.mia.execute(recordPayment, paymentOf(500, parts), { idempotencyKey: newId() }))
  // begin, actor, key, company, client, payment, post, write down, commit; with invoices: lock, and one each
  expect(await run([])).toBe(9)
  expect(await run([[a.id, 10]])).toBe(11)
  expect(
    await run([
      [a.id, 10],
      [b.id, 10],
      [c.id, 10],
    ]),
  ).toBe(13)
  const apply = { clientId, invoiceId: a.id, amountCents: 1 }
  const options = { idempotencyKey: newId() }
  expect(await countStatements(() => house.as.mia.execute(applyCredit, apply, options))).toBe(11)
})
