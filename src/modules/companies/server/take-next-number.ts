import { present } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import { accept } from '#kernel/reading.ts'
import type { Opening } from '#platform/scope.ts'
import { formatNumber, formatProjectNumber, type NumberReset, parsePattern } from '../domain/numbering.ts'
import { defaultSchemes, type NumberSeries } from '../domain/series.ts'

export type TakenNumber = { number: string; period: string; seq: number }

type Taken = { pattern: string; reset: NumberReset; period: string; seq: number }

// One round trip: the scheme says the period, the period's counter moves on and stays locked until the commit.
const take = `
  WITH scheme AS (
    SELECT coalesce(s.pattern, $4) AS pattern, coalesce(s.reset, $5) AS reset, coalesce(s.by_project, false) AS by_project
    FROM (SELECT 1) AS one LEFT JOIN numbering_schemes s ON s.company_id = $1 AND s.series = $2
  ), taken AS (
    INSERT INTO number_counters AS c (company_id, series, period, last_number)
    SELECT $1, $2, CASE WHEN by_project AND $6::text IS NOT NULL THEN 'project:' || $6
                        WHEN reset = 'monthly' THEN left($3::text, 7)
                        WHEN reset = 'yearly' THEN left($3::text, 4)
                        ELSE '' END, 1
    FROM scheme
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
  project?: { id: string; number: string } | null,
): Promise<TakenNumber> {
  const { pattern, reset } = defaultSchemes[series]
  const rows = await scope.sql<Taken>('companies.takeNumber', take, [
    scope.companyId,
    series,
    on,
    pattern,
    reset,
    project?.id ?? null,
  ])
  const taken = present(rows[0])
  const { period, seq } = taken
  if (project && period === `project:${project.id}`)
    return { number: formatProjectNumber(project.number, seq), period, seq }
  return { number: formatNumber(accept('pattern', parsePattern(taken.pattern, taken.reset)), on, seq), period, seq }
}
