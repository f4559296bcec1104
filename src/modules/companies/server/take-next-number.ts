import { present } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import { accept } from '#kernel/reading.ts'
import type { Opening } from '#platform/scope.ts'
import { formatNumber, formatProjectNumber, type NumberReset, parsePattern } from '../domain/numbering.ts'
import { defaultSchemes, type NumberSeries } from '../domain/series.ts'
import { periodSql } from './number-periods.ts'

export type TakenNumber = { number: string; period: string; seq: number }

type Taken = { pattern: string; reset: NumberReset; period: string; seq: number }

// One round trip: the scheme says the period, the period's counter moves on and stays locked until the commit. A period
// that has none yet is opened after every number that it could give again.
const take = `
  WITH scheme AS (
    SELECT coalesce(s.pattern, $4) AS pattern, coalesce(s.reset, $5) AS reset, coalesce(s.run, 0) AS run,
      CASE WHEN s.by_project THEN $6::text END AS project
    FROM (SELECT 1) AS one LEFT JOIN numbering_schemes s ON s.company_id = $1 AND s.series = $2
  ), counted AS (
    SELECT *, CASE WHEN project IS NOT NULL THEN 'project:' || project ELSE ${periodSql('run', 'reset', '$3::text')} END AS period FROM scheme
  ), opened AS (
    SELECT period, CASE WHEN EXISTS (SELECT FROM number_counters c WHERE c.company_id = $1 AND c.series = $2 AND c.period = counted.period) THEN 1
      ELSE opening_number($1, $2, pattern, reset, $3::date, project) END AS first
    FROM counted
  ), taken AS (
    INSERT INTO number_counters AS c (company_id, series, period, first_number, last_number)
    SELECT $1, $2, period, first, first FROM opened
    ON CONFLICT (company_id, series, period) DO UPDATE SET last_number = c.last_number + 1
    RETURNING period, last_number AS seq
  )
  SELECT pattern, reset, period, seq FROM scheme, taken`

/**
 * The next number of a series for a document of that date. Its counter stays locked until the transaction ends, so call
 * this late; a rollback gives the number back, so there are no gaps. `project` is used where the company numbers by
 * project (`P-104-2`).
 */
export async function takeNextNumber(
  scope: Opening,
  series: NumberSeries,
  on: PlainDate,
  project?: { number: string } | null,
): Promise<TakenNumber> {
  const { pattern, reset } = defaultSchemes[series]
  const rows = await scope.sql<Taken>('companies.takeNumber', take, [
    scope.companyId,
    series,
    on,
    pattern,
    reset,
    project?.number ?? null,
  ])
  const taken = present(rows[0])
  const { period, seq } = taken
  if (project && period === `project:${project.number}`)
    return { number: formatProjectNumber(project.number, seq), period, seq }
  return { number: formatNumber(accept('pattern', parsePattern(taken.pattern, taken.reset)), on, seq), period, seq }
}
