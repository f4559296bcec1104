import { execFileSync, spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, addMonths, endOfMonth, startOfMonth, startOfYear } from '#kernel/calendar.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { formatMoneyPlain } from '#kernel/money.ts'
import { maple } from '#modules/demo/domain/index.ts'
import { fillStories } from '#modules/demo/server/fill.ts'
import { companyIdOf, system } from '#modules/demo/server/open-company.ts'
import * as contract from '#modules/reports/contract.ts'
import { exportLedger } from '#modules/reports/server/index.ts'
import { routes as reports } from '#modules/reports/server/routes.ts'
import { openScope, type Scope } from '#platform/scope.ts'
import { useHouse } from '#testing/house.ts'
import { outsideProgram } from '#testing/outside-program.ts'
import { routes } from './modules.ts'

/** The whole demo company as hledger and ledger see it: every source of money that there is, against our own reports. */
const house = useHouse()
const hledger = outsideProgram('hledger')
const ledger = outsideProgram('ledger')
let journal = ''
let today = ''

const inMaple = <A>(work: (scope: Scope) => Promise<A>) =>
  openScope({ ...house, origin: { requestId: 'test' }, mode: 'read' } as const, companyIdOf(maple), system, work)

beforeAll(async () => {
  await fillStories({ house, say: () => {}, months: 4, routes }, [maple])
  await inMaple(async (scope) => {
    today = scope.now.slice(0, 10)
    for await (const part of exportLedger(scope)) journal += part
  })
}, 120_000)

async function report<A>(endpoint: Endpoint, input: object): Promise<A> {
  const route = reports.find((one) => one.endpoint === endpoint)
  const operation = route?.operation
  if (operation?.kind !== 'query') throw new Error('no such report')
  return inMaple(async (scope) => (await operation.run(scope, operation.input.parse(input))) as A)
}

/** The accounts of a report of hledger, `Assets:1000 Cash` → `12.50`, the titles and totals left out. */
function accountsOf(...words: string[]): Map<string, string> {
  const csv = execFileSync('hledger', ['-f', '-', ...words, '--flat', '-O', 'csv'], { input: journal }).toString()
  const rows = csv
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => [...row.matchAll(/"([^"]*)"/g)].map((cell) => cell[1] ?? ''))
  return new Map(
    rows
      .filter(([name = '']) => name.includes(':') && name !== 'Net:')
      .map(([name = '', amount = '']) => [name.replace(/^\w+:/, ''), amount.replace(/ USD$/, '')]),
  )
}

type Section = { rows: { code: string | null; name: string; cents: number[] }[] }

/** The accounts of our sections likewise. */
function ours(sections: readonly Section[]): Map<string, string> {
  const rows = sections.flatMap((section) => section.rows).filter((row) => row.code !== null && row.cents[0] !== 0)
  return new Map(rows.map(({ code, name, cents }) => [`${code} ${name}`, formatMoneyPlain(cents[0] ?? 0, 'USD')]))
}

const sorted = (accounts: Map<string, string>) => [...accounts].sort()

describe('the exported books of the demo company', () => {
  test('assert a running balance on every posting to a control account', () => {
    const postings = journal
      .split('\n')
      .filter((line) => /^ {2}(Assets:1100|Liabilities:2000|Liabilities:2200|Liabilities:2300) /.test(line))
    expect(postings.length).toBeGreaterThan(20)
    expect(postings.filter((line) => !/ = -?\d+\.\d\d USD/.test(line))).toEqual([])
  })

  test.skipIf(!hledger)('pass hledger check -s ordereddates, and a wrong balance does not', () => {
    const check = (input: string) => spawnSync('hledger', ['-f', '-', 'check', '-s', 'ordereddates'], { input })
    expect(check(journal).stderr.toString()).toBe('')
    expect(check(journal).status).toBe(0)
    const wrong = journal.replace(/(Assets:1100 .* = )(\d+)\.(\d\d) USD/, '$1$20.$3 USD')
    expect(wrong).not.toBe(journal)
    expect(check(wrong).status).not.toBe(0)
  })

  test.skipIf(!ledger)('pass ledger --pedantic --strict', () => {
    const checked = spawnSync('ledger', ['-f', '-', '--pedantic', '--strict', 'balance'], { input: journal })
    expect(checked.stderr.toString()).toBe('')
    expect(checked.status).toBe(0)
    expect(checked.stdout.toString().trimEnd().endsWith(' 0')).toBe(true)
  })

  test.skipIf(!hledger)('have the balance sheet that hledger makes of them, at three dates', async () => {
    for (const asOf of [today, endOfMonth(addMonths(today, -1)), addDays(startOfMonth(addMonths(today, -1)), 11)]) {
      const { sections } = await report<{ sections: Section[] }>(contract.balanceSheet, { asOf })
      expect(sorted(accountsOf('balancesheet', '-e', addDays(asOf, 1)))).toEqual(sorted(ours(sections.slice(0, 2))))
    }
  })

  test.skipIf(!hledger)('have the income statement that hledger makes of them, over three periods', async () => {
    const month = startOfMonth(addMonths(today, -1))
    for (const [from, to] of [
      [startOfYear(today), today],
      [month, endOfMonth(month)],
      [addDays(month, 4), addDays(month, 40)],
    ] as const) {
      const { sections } = await report<{ sections: Section[] }>(contract.profitAndLoss, { from, to })
      expect(sorted(accountsOf('incomestatement', '-b', from, '-e', addDays(to, 1)))).toEqual(sorted(ours(sections)))
    }
  })
})
