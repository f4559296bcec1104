import {
  addDays,
  addSeconds,
  dateIn,
  type Instant,
  isPlainDate,
  type PlainDate,
  startOfDayIn,
} from '#kernel/calendar.ts'

/** The last moment that counts as known: of a day in the company, its end; of an instant, itself. */
export function knownUntil(asked: string | undefined, timeZone: string): Instant | null {
  if (asked === undefined) return null
  if (!isPlainDate(asked)) return asked
  return addSeconds(startOfDayIn(timeZone, addDays(asked, 1)), -0.000_001)
}

/**
 * From this entry date on an entry may have been posted on its own day, wherever on earth that day was; entries of
 * earlier dates that were posted after the moment are late, and an index knows the late ones.
 */
export function nearDate(knownAt: Instant): PlainDate {
  return addDays(dateIn('UTC', knownAt), -1)
}

/**
 * Entries of a span that were posted after a moment: those of dates near it by their date, backdated ones by the moment
 * they were posted. Never all entries of the past.
 */
export function unknownEntries(at: { from: string; to: string; knownAt: string; near: string }): string {
  const posted = `e.company_id = $1 AND e.posted_at > ${at.knownAt}::timestamptz`
  return `
    SELECT e.id, e.source_type, e.source_id FROM journal_entries e
    WHERE ${posted} AND e.entry_date BETWEEN greatest(${at.from}::date, ${at.near}::date) AND ${at.to}::date
    UNION ALL
    SELECT e.id, e.source_type, e.source_id FROM journal_entries e
    WHERE ${posted} AND e.entry_date < (e.posted_at AT TIME ZONE 'UTC')::date - 1
      AND e.entry_date BETWEEN ${at.from}::date AND least(${at.near}::date - 1, ${at.to}::date)`
}
