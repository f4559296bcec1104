import { dateIn, type Instant } from '#kernel/calendar.ts'
import { useFormat } from '#ui/format.ts'
import type { Look } from './statement-rows.ts'

type Column = { knownAt: Instant | null } & ({ from: string | null; to: string } | { asOf: string })

/** `As known on April 5, 2026`, or now. */
export function useKnownText(): (knownAt: Instant | null) => string {
  const format = useFormat()
  return (at) => (at === null ? 'As known now' : `As known on ${format.date(dateIn(format.timeZone, at))}`)
}

type Words = { heads: string[]; period: string; known: string; look: Look }

/** What stands over the columns: periods or days, or, where these are the same, what was known when. */
export function useColumnHeads(columns: readonly Column[] | undefined): Words {
  const format = useFormat()
  const knownText = useKnownText()
  const text = (column: Column) => {
    if ('asOf' in column) return format.date(column.asOf)
    return column.from === null
      ? `Until ${format.date(column.to)}`
      : `${format.date(column.from)} – ${format.date(column.to)}`
  }
  const [first, second] = columns ?? []
  const { locale } = format
  if (!first) return { heads: [], period: '', known: '', look: { locale, sooner: false } }
  const period = 'asOf' in first ? `As of ${text(first)}` : text(first)
  const same = second !== undefined && text(first) === text(second)
  const heads = (columns ?? []).map((column) => (same ? knownText(column.knownAt) : text(column)))
  const known = first.knownAt && !same ? knownText(first.knownAt) : ''
  return { heads, period, known, look: { locale, sooner: same } }
}
