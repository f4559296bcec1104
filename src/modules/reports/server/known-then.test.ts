import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { addDays, startOfDayIn } from '#kernel/calendar.ts'
import { createInvoice, sendInvoice } from '#modules/documents/server/index.ts'
import { recordPayment, reversePayment } from '#modules/payments/server/index.ts'
import type { Download, Query } from '#platform/operation.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { arAging } from './ar-aging.ts'
import { figureLines } from './figure-lines.ts'
import { generalLedger } from './general-ledger.ts'
import { revenue } from './revenue.ts'
import { balanceSheet, cashFlow, profitAndLoss, trialBalance } from './statements.ts'

const house = useHouse()
const zone = 'America/New_York'
let clientId = ''

/** What was done at which moment: half of it long after its date, one before. */
const acts = [
  { at: '2026-03-10T15:00:00Z', invoice: 'a', dated: '2026-03-10', cents: 10_000 },
  { at: '2026-04-03T15:00:00Z', invoice: 'b', dated: '2026-03-20', cents: 5_000 },
  { at: '2026-04-10T15:00:00Z', payment: 'p', of: 'a', dated: '2026-03-25', cents: 3_000 },
  { at: '2026-04-20T15:00:00Z', invoice: 'c', dated: '2026-06-10', cents: 800 },
  { at: '2026-05-02T15:00:00Z', undone: 'p', dated: '2026-05-01' },
  { at: '2026-06-01T03:30:00Z', invoice: 'd', dated: '2026-05-31', cents: 70 },
] as const

beforeAll(async () => {
  clientId = await work.client()
  const ids = new Map<string, string>()
  for (const act of acts) {
    const now = act.at
    if ('invoice' in act) {
      const lines = [{ name: 'Work', unitPriceCents: act.cents }]
      const draft = await house.as.ada.execute(createInvoice, { clientId, issuedOn: act.dated, lines }, { now })
      await house.as.ada.execute(sendInvoice, { invoiceId: draft.id, email: null }, { now })
      ids.set(act.invoice, draft.id)
    } else if ('payment' in act) {
      const allocations = [{ invoiceId: ids.get(act.of), amountCents: act.cents }]
      const paid = { clientId, receivedOn: act.dated, method: 'check', amountCents: act.cents, allocations }
      ids.set(act.payment, (await house.as.ada.execute(recordPayment, paid, { now })).id)
    } else {
      await house.as.ada.execute(reversePayment, { paymentId: ids.get(act.undone), reversedOn: act.dated }, { now })
    }
  }
})
const work = workCast(house)

async function ask<I extends z.ZodType, A>(query: Query<I, A>, input: object) {
  return (await house.as.ada.perform(query, input)) as Exclude<A, Download>
}

/** Read line by line: what an account stood at on a day, as posted until the end of another. */
async function byHand(code: string, asOf: string, known: string): Promise<number> {
  const [row] = await house.sql<{ cents: string }>(
    'owner',
    `SELECT coalesce(sum(l.debit_cents - l.credit_cents), 0) AS cents FROM journal_lines l
     JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
     JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     WHERE l.company_id = $1 AND a.code = $2 AND l.entry_date <= $3 AND e.posted_at < $4`,
    [companies.maple.id, code, asOf, startOfDayIn(zone, addDays(known, 1))],
  )
  return Number(row?.cents)
}

const days = [
  '2026-03-09',
  '2026-03-10',
  '2026-03-31',
  '2026-04-05',
  '2026-04-12',
  '2026-05-31',
  '2026-06-10',
  '2026-07-01',
]

describe('what none of them has 5: as known then', () => {
  test('every day as known on every day: trial balance, balance sheet, aging, ledger and lines say the same', async () => {
    for (const asOf of days)
      for (const knownAt of days) {
        const owed = await byHand('1100', asOf, knownAt)
        const earned = 0 - (await byHand('4000', asOf, knownAt))
        const trial = await ask(trialBalance, { asOf, knownAt })
        expect([asOf, knownAt, trial.rows.find(({ code }) => code === '1100')?.netCents[0] ?? 0]).toEqual([
          asOf,
          knownAt,
          owed,
        ])
        expect(trial.debitCents).toBe(trial.creditCents)
        const sheet = await ask(balanceSheet, { asOf, knownAt })
        expect(sheet.sections[0]?.totalCents).toEqual(sheet.balancingCents)
        const aging = await ask(arAging, { asOf, knownAt })
        expect([asOf, knownAt, aging.totals.totalCents, aging.controlCents]).toEqual([asOf, knownAt, owed, owed])
        const span = { from: '2026-01-01', to: asOf, knownAt }
        expect((await ask(profitAndLoss, span)).netCents).toEqual([earned])
        expect((await ask(revenue, { ...span, by: 'client' })).totalCents).toEqual([earned])
        expect((await ask(revenue, { ...span, by: 'service' })).totalCents).toEqual([earned])
        const flow = await ask(cashFlow, span)
        expect(flow.closingCents).toEqual([await byHand('1000', asOf, knownAt)])
        const lines = await ask(figureLines, { ...span, kind: 'income' })
        expect(lines.creditCents - lines.debitCents).toBe(earned)
        const accountId = aging.controlAccountId
        const ledger = await ask(generalLedger, { ...span, accountId })
        expect(ledger.items.at(-1)?.balanceCents ?? 0).toBe(owed)
      }
  })

  test('stands beside what is known now', async () => {
    const report = await ask(profitAndLoss, {
      from: '2026-03-01',
      to: '2026-03-31',
      knownAt: '2026-03-31',
      compare: 'known-now',
    })
    expect(report.netCents).toEqual([10_000, 15_000])
    expect(report.columns.map((column) => column.knownAt)).toEqual(['2026-04-01T03:59:59.999999Z', null])
    const sheet = await ask(balanceSheet, { asOf: '2026-03-31', knownAt: '2026-04-10T15:00:00Z', compare: 'known-now' })
    expect(sheet.balancingCents).toEqual([15_000, 15_000])
    await expect(ask(profitAndLoss, { compare: 'known-now' })).rejects.toMatchObject({ errors: [{ path: 'knownAt' }] })
  })
})
