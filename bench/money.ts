import { assert, present } from '#kernel/assert.ts'
import type { BenchHouse, Company } from './house.ts'
import { measureRate, type Rate } from './measure.ts'
import { byHand, installByHand, type MoneyLoop, overHttp, rowsPerTurn } from './money-loop.ts'
import { ms, printTable, ratio } from './table.ts'

const callers = 8

/** The money loop of the application beside the one written by hand, in many companies and in one. */
export async function benchMoney(house: BenchHouse, seconds: number): Promise<void> {
  await installByHand(house.bare)
  const companies = async (name: string, count: number) => {
    const made: Company[] = []
    for (let at = 1; at <= count; at += 1) made.push(await house.makeCompany(`${name} ${at}`, callers))
    return made
  }
  const many = await companies('Many', 32)
  const hot = await companies('Hot', 1)
  // Rows without their rollups: these books would not balance, so nobody else works in them.
  const unguarded = await companies('Bare', 32)
  const application = overHttp(house)
  const hand = byHand(house, house.guarded)
  const rows = await rowsPerTurn(house, application, present(hot[0]))
  const rowsByHand = await rowsPerTurn(house, hand, present(hot[0]))
  assert(rows === rowsByHand, `the two programs leave different rows:\n${rows}\n${rowsByHand}`)

  const measure = (loop: MoneyLoop, among: Company[]) => {
    let turn = 0
    return measureRate((caller) => {
      turn += 1
      return loop(present(among[turn % among.length]), caller)
    }, seconds)
  }
  const inMany = await measure(application, many)
  const handInMany = await measure(hand, many)
  const inHot = await measure(application, hot)
  const handInHot = await measure(hand, hot)
  const bare = await measure(byHand(house, house.bare), unguarded)

  const line = (name: string, { perSecond, p50, p95 }: Rate) => [name, perSecond.toFixed(1), ms(p50), ms(p95)]
  printTable(
    'Money loop: draft an invoice of 5 lines → send → pay in full; 8 callers',
    ['', 'loops/s', 'p50', 'p95'],
    [
      line('application over HTTP, 32 companies', inMany),
      line('by hand, 32 companies', handInMany),
      line('application over HTTP, one hot company', inHot),
      line('by hand, one hot company', handInHot),
      line('by hand without any guard, 32 companies', bare),
    ],
  )
  printTable(
    `Ratios (one loop leaves, in both: ${rows})`,
    ['', 'reached', 'wanted'],
    [
      ['application ÷ by hand, 32 companies', ratio(inMany.perSecond / handInMany.perSecond), '≥ 0.50'],
      ['application ÷ by hand, one hot company', ratio(inHot.perSecond / handInHot.perSecond), ''],
      ['hot company ÷ 32 companies, application', ratio(inHot.perSecond / inMany.perSecond), '≥ 0.50'],
      ['without guards ÷ with guards, by hand', ratio(bare.perSecond / handInMany.perSecond), '≤ 2.00'],
    ],
  )
}
