import type { Instant, PlainDate } from '#kernel/calendar.ts'
import type { Download } from '#platform/operation.ts'
import { type Aged, agingBuckets } from '../domain/aging.ts'
import { csvFile, plainMoney } from './csv.ts'
import { dayHeads } from './statement-files.ts'

type Row = Aged & { comparedCents?: number }
type Words<R> = { name: string; who: string; of: (row: R) => string }
type Aging<R> = {
  asOf: PlainDate
  rows: readonly R[]
  totals: Aged
  compared: { asOf: PlainDate; knownAt: Instant | null; totals: Aged } | null
}

/** An aging as a file: a row per client or vendor and the total; beside it the total of the day of comparison. */
export function agingFile<R extends Row>(words: Words<R>, aging: Aging<R>, currency: string): Download {
  const { asOf, rows, totals, compared } = aging
  const money = plainMoney(currency)
  const heads = [words.who, 'Current', '1-30 days', '31-60 days', '61-90 days', 'Over 90 days', 'Total']
  const cells = (name: string, aged: Aged, then: number) => [
    name,
    ...agingBuckets.map((bucket) => money(aged[bucket])),
    money(aged.totalCents),
    ...(compared ? [money(then)] : []),
  ]
  return csvFile(
    `${words.name}-${asOf}`,
    [...heads, ...(compared ? dayHeads([compared]).map((day) => `Total on ${day}`) : [])],
    [
      ...rows.map((row) => cells(words.of(row), row, row.comparedCents ?? 0)),
      cells('Total', totals, compared?.totals.totalCents ?? 0),
    ],
  )
}
