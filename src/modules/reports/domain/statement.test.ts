import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AccountType, accountTypes } from '#kernel/accounts.ts'
import { age } from './aging.ts'
import { dayColumns } from './compare.ts'
import { balanceSheet, profitAndLoss } from './statement.ts'
import type { AccountSum } from './sums.ts'
import { trialBalance } from './trial-balance.ts'

const sum = (
  code: string,
  type: AccountType,
  debitCents: number,
  creditCents: number,
  derived = false,
): AccountSum => ({
  accountId: code,
  code,
  name: `Account ${code}`,
  type,
  derived,
  contra: false,
  systemKey: null,
  debitCents,
  creditCents,
})

const all = [
  sum('1000', 'asset', 900, 100),
  sum('2100', 'liability', 0, 50),
  sum('3900', 'equity', 0, 0, true),
  sum('4000', 'income', 0, 1000),
  sum('4900', 'income', 40, 0),
  sum('6000', 'expense', 210, 0),
]
const year = { asOf: '2026-06-30', fiscalYearFrom: '2026-01-01', knownAt: null }
const before = [sum('4000', 'income', 0, 300), sum('6000', 'expense', 100, 0)]

test('profit and loss: a contra account lowers its section', () => {
  const column = { from: '2026-01-01', to: '2026-12-31', knownAt: null }
  const report = profitAndLoss([
    { column, sums: all },
    { column, sums: before },
  ])
  expect(report.sections.map(({ title, totalCents }) => [title, totalCents])).toEqual([
    ['Income', [960, 300]],
    ['Expenses', [210, 100]],
  ])
  expect(report.sections[0]?.rows.map(({ code, cents }) => [code, cents])).toEqual([
    ['4000', [1000, 300]],
    ['4900', [-40, 0]],
  ])
  expect(report.netCents).toEqual([750, 200])
})

test('balance sheet: earnings before the fiscal year are retained, later ones are this year’s', () => {
  const report = balanceSheet([{ ...year, sums: all, before }])
  expect(report.sections.map(({ title, totalCents }) => [title, totalCents])).toEqual([
    ['Assets', [800]],
    ['Liabilities', [50]],
    ['Equity', [750]],
  ])
  expect(report.sections[2]?.rows.map(({ key, cents }) => [key, cents])).toEqual([
    ['prior-years', [200]],
    ['current-year', [550]],
  ])
  expect(report.balancingCents).toEqual([800])
})

test('trial balance: nominal accounts begin anew with the fiscal year', () => {
  const report = trialBalance([{ ...year, sums: all, before }])
  expect(
    report.rows.map(({ code, debitCents, creditCents, from, to }) => [code, debitCents, creditCents, from, to]),
  ).toEqual([
    ['1000', 800, 0, null, '2026-06-30'],
    ['2100', 0, 50, null, '2026-06-30'],
    ['3900', 0, 200, null, '2025-12-31'],
    ['4000', 0, 700, '2026-01-01', '2026-06-30'],
    ['4900', 40, 0, '2026-01-01', '2026-06-30'],
    ['6000', 110, 0, '2026-01-01', '2026-06-30'],
  ])
  expect([report.debitCents, report.creditCents]).toEqual([950, 950])
})

const amount = fc.integer({ min: 0, max: 1_000_000 })

test('whatever balanced entries there are, both sheets balance', () => {
  const accounts = accountTypes.map((type, at) => ({ code: `${at + 1}000`, type }))
  const entry = fc.record({
    debit: fc.integer({ min: 0, max: 4 }),
    credit: fc.integer({ min: 0, max: 4 }),
    cents: amount,
    late: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const sums = (chosen: typeof entries) => [
        sum('3900', 'equity', 0, 0, true),
        ...accounts.map(({ code, type }, at) =>
          sum(
            code,
            type,
            total(chosen.filter((one) => one.debit === at)),
            total(chosen.filter((one) => one.credit === at)),
          ),
        ),
      ]
      const until = sums(entries.filter((one) => !one.late))
      const trial = trialBalance([{ ...year, sums: sums(entries), before: until }])
      expect(trial.debitCents).toBe(trial.creditCents)
      const sheet = balanceSheet([{ ...year, sums: sums(entries), before: until }])
      expect(sheet.sections[0]?.totalCents).toEqual(sheet.balancingCents)
    }),
  )
})

function total(entries: readonly { cents: number }[]): number {
  return entries.reduce((all, { cents }) => all + cents, 0)
}

test.each([
  ['2026-03-31', 'current'],
  ['2026-04-15', 'current'],
  ['2026-03-30', 'days1to30'],
  ['2026-03-01', 'days1to30'],
  ['2026-02-28', 'days31to60'],
  ['2026-01-30', 'days31to60'],
  ['2026-01-29', 'days61to90'],
  ['2025-12-31', 'days61to90'],
  ['2025-12-30', 'over90'],
] as const)('on March 31 what was due %s is %s', (dueOn, bucket) => {
  expect(age([{ dueOn, balanceCents: 7 }], '2026-03-31')).toMatchObject({ [bucket]: 7, totalCents: 7 })
})

test.each([
  ['2026-03-31', 'prior-period', '2026-02-28'],
  ['2026-02-28', 'prior-period', '2026-01-31'],
  ['2026-02-28', 'prior-year', '2025-02-28'],
  ['2024-02-29', 'prior-year', '2023-02-28'],
  ['2026-03-15', 'prior-year', '2025-03-15'],
] as const)('%s is compared by %s with %s', (date, comparison, before) => {
  expect(dayColumns(date, comparison, null)[1]?.asOf).toBe(before)
})
