import { beforeAll, describe, expect, test } from 'vitest'
import { present } from '#kernel/assert.ts'
import { addDays, daysBetween, type PlainDate } from '#kernel/calendar.ts'
import { createInvoice, sendInvoice } from '#modules/documents/server/index.ts'
import { recordPayment, reversePayment } from '#modules/payments/server/index.ts'
import { Download } from '#platform/operation.ts'
import { makeHistory } from '#testing/history.ts'
import { useHouse } from '#testing/house.ts'
import { caller } from '#testing/money-commands/caller.ts'
import { fixtures } from '#testing/money-commands/fixtures.ts'
import { arAging } from './ar-aging.ts'

const house = useHouse()

/** Everything that can happen to an invoice, and what is paid before its own date, undone, and paid again. */
beforeAll(async () => {
  const { birch } = await makeHistory(house)
  const call = caller(house)
  for (const [name, prepare] of Object.entries(fixtures(house))) {
    const { who, input } = await prepare()
    await call(name, input, who)
  }
  const pay = (invoiceId: string, receivedOn: string, amountCents: number) =>
    house.as.ada.execute(recordPayment, {
      clientId: birch,
      receivedOn,
      method: 'check',
      amountCents,
      allocations: [{ invoiceId, amountCents }],
    })
  const invoice = async (issuedOn: string) => {
    const lines = [{ name: 'Work', unitPriceCents: 10_000 }]
    const { id } = await house.as.ada.execute(createInvoice, { clientId: birch, issuedOn, lines })
    await house.as.ada.execute(sendInvoice, { invoiceId: id, email: null })
    return id
  }
  const payEarly = async (day: string, amountCents: number) => {
    const invoiceId = await invoice('2026-02-20')
    await dateBack((await pay(invoiceId, '2026-02-20', amountCents)).id, invoiceId, day)
  }
  await payEarly('2026-02-01', 4_000)
  await payEarly('2026-02-10', 10_000)
  const again = await invoice('2025-01-15')
  const { id: paymentId } = await pay(again, '2025-02-01', 10_000)
  await house.as.ada.execute(reversePayment, { paymentId, reversedOn: '2025-06-01' })
  await pay(again, '2025-09-01', 2_500)
}, 120_000)

/** As versions before this one let it be: a payment before the date of its invoice. */
async function dateBack(paymentId: string, invoiceId: string, day: string): Promise<void> {
  const tables = ['payments', 'journal_entries', 'journal_lines']
  for (const table of tables) await house.sql('owner', `ALTER TABLE ${table} DISABLE TRIGGER USER`)
  await house.sql('owner', 'UPDATE payments SET received_on = $2 WHERE id = $1', [paymentId, day])
  await house.sql(
    'owner',
    'UPDATE journal_lines SET entry_date = $2 WHERE entry_id IN (SELECT id FROM journal_entries WHERE source_id = $1)',
    [paymentId, day],
  )
  await house.sql('owner', 'UPDATE journal_entries SET entry_date = $2 WHERE source_id = $1', [paymentId, day])
  for (const table of tables) await house.sql('owner', `ALTER TABLE ${table} ENABLE TRIGGER USER`)
  await house.sql('owner', 'SELECT rebuild_account_balances()')
  await house.sql('owner', 'UPDATE documents SET moved_from = moved_from WHERE id = $1', [invoiceId])
}

const aging = async (input: object) => {
  const answer = await house.as.ada.perform(arAging, { limit: 200, ...input })
  if (answer instanceof Download) throw new Error('a page was asked for')
  return answer
}

async function everyDay(): Promise<PlainDate[]> {
  const [span] = await house.sql<{ first: string; last: string }>(
    'app',
    'SELECT min(entry_date)::text AS first, max(entry_date)::text AS last FROM journal_entries',
  )
  const { first, last } = present(span)
  return Array.from({ length: daysBetween(first, last) + 3 }, (_one, at) => addDays(first, at - 1))
}

describe('receivables by age on a past day', () => {
  test('say on each day what the journal says, client by client', { timeout: 120_000 }, async () => {
    const moved = await house.sql<{ day: string }>(
      'app',
      'SELECT DISTINCT entry_date::text AS day FROM journal_entries',
    )
    const near = new Set(moved.flatMap(({ day }) => [addDays(day, -1), day]))
    const days = (await everyDay()).filter((day) => near.has(day))
    expect(days.length).toBeGreaterThan(10)
    for (const asOf of days) {
      const { knownAt: _now, ...now } = await aging({ asOf })
      const { knownAt: _then, ...then } = await aging({ asOf, knownAt: '2099-01-01' })
      expect(now).toEqual(then)
      expect([asOf, now.totals.totalCents]).toEqual([asOf, now.controlCents])
      for (const { clientId } of now.items) {
        const { invoices } = await aging({ asOf, clientId })
        expect(invoices).toEqual((await aging({ asOf, clientId, knownAt: '2099-01-01' })).invoices)
      }
    }
  })

  test('the days are what moved the invoice, whoever writes them', async () => {
    const read = () =>
      house.sql('app', 'SELECT id, moved_from::text, moved_to::text, owed_class FROM documents ORDER BY id')
    const before = await read()
    expect(new Set(before.map((row) => (row as { owed_class: number | null }).owed_class)).size).toBeGreaterThan(4)
    await house.sql(
      'app',
      "UPDATE documents SET moved_from = '2020-01-01', moved_to = '2020-01-01', owed_class = 3 WHERE number IS NOT NULL",
    )
    expect(await read()).toEqual(before)
    const wrong = house.sql('app', 'UPDATE documents SET owed_class = 3 WHERE number IS NULL')
    await wrong
    expect(await read()).toEqual(before)
  })
})
