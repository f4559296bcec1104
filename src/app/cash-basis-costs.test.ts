import { beforeAll, expect, test } from 'vitest'
import { reimburseExpenses } from '#modules/expenses/server/reimburse-expenses.ts'
import { voidExpense } from '#modules/expenses/server/void-expense.ts'
import { payBill } from '#modules/payables/server/index.ts'
import { reverseBillPayment } from '#modules/payables/server/reverse-bill-payment.ts'
import { cashEarned } from '#modules/reports/server/cash-earned.ts'
import { profitAndLoss } from '#modules/reports/server/statements.ts'
import type { Download } from '#platform/operation.ts'
import { expenseCast } from '#testing/expense-cast.ts'
import { useHouse } from '#testing/house.ts'
import { payablesCast } from '#testing/payables-cast.ts'
import { seedWork } from '#testing/work.ts'

/** Costs on the cash basis: a bill costs when it is paid, an expense of a member's own money when it is paid back. */
const house = useHouse()
const payables = payablesCast(house)
const make = expenseCast(house)
let vendorId = ''
beforeAll(async () => {
  await seedWork(house)
  vendorId = await payables.vendor('Birch Supplies')
})

/** What the months of a span cost by both bases; the figure behind the cash basis sums to it, record by record. */
async function costs(from: string, to: string) {
  const spent = async (basis: 'accrual' | 'cash') => {
    const report = await house.as.ada.perform(profitAndLoss, { from, to, basis })
    return (report as Exclude<typeof report, Download>).sections[1]
  }
  const cash = await spent('cash')
  for (const row of cash?.rows ?? []) {
    const detail = await house.as.ada.perform(cashEarned, { accountId: row.accountId ?? '', from, to })
    const { items, otherCents, totalCents } = detail as Exclude<typeof detail, Download>
    expect([row.code, totalCents]).toEqual([row.code, row.cents[0]])
    expect(items.reduce((sum, item) => sum + item.earnedCents, otherCents)).toBe(totalCents)
  }
  return [(await spent('accrual'))?.totalCents[0], cash?.totalCents[0]]
}

test('a bill costs as it is paid, and no more when the payment bounces', async () => {
  const bill = await payables.posted(vendorId, 1_000, { number: 'C-1', billedOn: '2026-01-05' })
  expect(await costs('2026-01-01', '2026-01-31')).toEqual([1_000, 0])
  const payment = await house.as.ben.execute(payBill, { billId: bill.id, amountCents: 400, paidOn: '2026-02-10' })
  expect(await costs('2026-02-01', '2026-02-28')).toEqual([0, 400])
  await house.as.ben.execute(reverseBillPayment, {
    billPaymentId: payment.id,
    reversedOn: '2026-03-01',
    reason: 'Bounced',
  })
  expect(await costs('2026-03-01', '2026-03-31')).toEqual([0, -400])
  await house.as.ben.execute(payBill, { billId: bill.id, amountCents: 1_000, paidOn: '2026-04-02' })
  expect(await costs('2026-01-01', '2026-04-30')).toEqual([1_000, 1_000])
})

test('an expense costs when the member is paid back; of the company at once; a void one never', async () => {
  const before = await costs('2026-05-01', '2026-12-31')
  await make.approved('cy', { paidBy: 'company', amountCents: 300, spentOn: '2026-05-02' })
  const own = await make.approved('cy', { paidBy: 'member', amountCents: 700, spentOn: '2026-05-03' })
  const gone = await make.approved('cy', { paidBy: 'member', amountCents: 50, spentOn: '2026-05-04' })
  const after = await costs('2026-05-01', '2026-12-31')
  expect([0, 1].map((at) => (after[at] ?? 0) - (before[at] ?? 0))).toEqual([1_050, 300])
  await house.as.ada.execute(voidExpense, { expenseId: gone, reason: 'Private' })
  await house.as.ada.execute(reimburseExpenses, { ids: [own] })
  const last = await costs('2026-05-01', '2026-12-31')
  expect([0, 1].map((at) => (last[at] ?? 0) - (before[at] ?? 0))).toEqual([1_000, 1_000])
})
