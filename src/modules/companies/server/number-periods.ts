import type { PlainDate } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import { type NumberReset, numberResets } from '../domain/numbering.ts'
import type { NumberSeries } from '../domain/series.ts'

/**
 * The period of a counter, from the run of its scheme, the reset, and the text of a date: `2026-11` in the first run,
 * `~0002 2026-11` in the third. Later runs come after earlier ones in the order of texts.
 */
export const periodSql = (run: string, reset: string, day: string) =>
  `CASE WHEN ${run} > 0 THEN '~' || lpad(${run}::text, 4, '0') || ' ' ELSE '' END ||
   CASE ${reset} WHEN 'monthly' THEN left(${day}, 7) WHEN 'yearly' THEN left(${day}, 4) ELSE '' END`

/** Holds back who counts in the series, until this transaction ends; what they gave before is seen after this. */
export async function lockCounters(scope: Scope, series: NumberSeries): Promise<void> {
  await scope.sql(
    'companies.lockCounters',
    'SELECT 1 FROM number_counters WHERE company_id = $1 AND series = $2 ORDER BY period FOR UPDATE',
    [scope.companyId, series],
  )
}

const highest = `(SELECT max(c.last_number) FROM number_counters c
  WHERE c.company_id = s.company_id AND c.series = s.series AND c.period NOT LIKE 'project:%')`
const opening = (reset: string) => `opening_number(s.company_id, s.series, s.pattern, ${reset}, $2::date, NULL)`

/** What comes next today in every series: as it counts now, and were its reset changed. */
export async function nextSequences(
  scope: Scope,
  today: PlainDate,
): Promise<Map<NumberSeries, Record<NumberReset, number>>> {
  const rows = await scope.sql<{ series: NumberSeries; reset: NumberReset; next: number }>(
    'companies.nextSequences',
    `SELECT s.series, r.reset, CASE WHEN r.reset = s.reset THEN coalesce(
         (SELECT c.last_number + 1 FROM number_counters c
          WHERE c.company_id = s.company_id AND c.series = s.series AND c.period = ${periodSql('s.run', 's.reset', '$2::text')}),
         ${opening('s.reset')})
       ELSE coalesce(${highest}, 0) + 1 END AS next
     FROM numbering_schemes s CROSS JOIN unnest($3::text[]) AS r (reset) WHERE s.company_id = $1`,
    [scope.companyId, today, numberResets],
  )
  const none = () => Object.fromEntries(numberResets.map((reset) => [reset, 1])) as Record<NumberReset, number>
  const found = new Map<NumberSeries, Record<NumberReset, number>>()
  for (const { series, reset, next } of rows) found.set(series, { ...(found.get(series) ?? none()), [reset]: next })
  return found
}

/**
 * Opens today's period of the run that has just begun where the one before ended: after a change of the reset behind the
 * highest number of any period, else behind the last of the period that went on until now.
 */
export async function continueCounting(
  scope: Scope,
  series: NumberSeries,
  today: PlainDate,
  before: { run: number; reset: NumberReset },
): Promise<void> {
  await scope.sql(
    'companies.continueCounting',
    `INSERT INTO number_counters (company_id, series, period, first_number, last_number)
     SELECT s.company_id, s.series, ${periodSql('s.run', 's.reset', '$2::text')}, n.first, n.first - 1
     FROM numbering_schemes s
     CROSS JOIN LATERAL (SELECT greatest(${opening('s.reset')}, 1 + coalesce(CASE WHEN s.reset <> $5::text THEN ${highest} ELSE
       (SELECT c.last_number FROM number_counters c WHERE c.company_id = s.company_id AND c.series = s.series
        AND c.period = ${periodSql('$4::integer', '$5::text', '$2::text')}) END, 0)) AS first) n
     WHERE s.company_id = $1 AND s.series = $3`,
    [scope.companyId, today, series, before.run, before.reset],
  )
}
