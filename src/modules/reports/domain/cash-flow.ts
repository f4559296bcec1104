import type { FlowColumn, StatementRow, StatementSection } from './statement.ts'
import { computed, totals } from './statement.ts'
import { type AccountSum, earnings } from './sums.ts'

type Activity = 'operating' | 'investing' | 'financing'

const titles: Record<Activity, string> = {
  operating: 'Operating activities',
  investing: 'Investing activities',
  financing: 'Financing activities',
}

/** Cash: what the chart numbers from 1000 to 1099, bank accounts and money on its way. */
export function isCash({ type, code }: Pick<AccountSum, 'type' | 'code'>): boolean {
  return type === 'asset' && numbered(code, 1000, 1099)
}

/**
 * Which activity an account belongs to, by its place in the chart: assets from 1500 on are kept for years (their
 * depreciation, a contra account, goes back to operations), liabilities from 2500 on are loans, equity is the owners'.
 */
function activityOf({ type, code, contra }: AccountSum): Activity {
  if (type === 'asset') return numbered(code, 1500, 1999) && !contra ? 'investing' : 'operating'
  if (type === 'liability') return numbered(code, 2500, 2999) ? 'financing' : 'operating'
  return 'financing'
}

/** Codes compare by their first four digits, so that 10201 stands with 1020. */
function numbered(code: string, first: number, last: number): boolean {
  const place = Number(code.padEnd(4, '0').slice(0, 4))
  return place >= first && place <= last
}

export type CashFlowColumn = {
  column: FlowColumn
  /** What moved in the span, and what stood before it. */
  sums: readonly AccountSum[]
  before: readonly AccountSum[]
}

/** From the profit to the cash: the profit, what every other account took or gave, and what the cash accounts say. */
export function cashFlow(columns: readonly CashFlowColumn[]) {
  const accounts = new Map(columns.flatMap(({ sums }) => sums.map((sum) => [sum.accountId, sum] as const)))
  const moved = [...accounts.values()]
    .filter((sum) => !isCash(sum) && !sum.derived && sum.type !== 'income' && sum.type !== 'expense')
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((sum) => ({ activity: activityOf(sum), row: accountRow(sum, columns) }))
    .filter(({ row }) => row.cents.some((cents) => cents !== 0))
  const profit = computed(
    'profit',
    'Net profit',
    columns.map(({ sums }) => earnings(sums)),
  )
  const section = (key: Activity): StatementSection => {
    const own = moved.filter((one) => one.activity === key).map((one) => one.row)
    const rows = key === 'operating' ? [profit, ...own] : own
    return { key, title: titles[key], rows, totalCents: totals(rows, columns.length) }
  }
  const openingCents = columns.map(({ before }) => cashIn(before))
  const changeCents = columns.map(({ sums }) => cashIn(sums))
  return {
    columns: columns.map(({ column }) => column),
    sections: [section('operating'), section('investing'), section('financing')],
    openingCents,
    changeCents,
    closingCents: openingCents.map((cents, at) => cents + (changeCents[at] ?? 0)),
  }
}

/** What an account gave (credits) or took (debits). */
function accountRow({ accountId, code, name }: AccountSum, columns: readonly CashFlowColumn[]): StatementRow {
  const cents = columns.map(({ sums }) => {
    const sum = sums.find((one) => one.accountId === accountId)
    return sum ? sum.creditCents - sum.debitCents : 0
  })
  return { key: accountId, accountId, code, name, cents }
}

function cashIn(sums: readonly AccountSum[]): number {
  return sums.filter(isCash).reduce((total, sum) => total + sum.debitCents - sum.creditCents, 0)
}
