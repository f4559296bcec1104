import { present } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import type { Aged } from '../domain/aging.ts'
import { agedSums, fewMax, type Owing } from './aging-now.ts'
import { planned } from './planned.ts'

const columns = 'd.id, d.client_id, d.due_on, d.issued_on, d.moved_from, d.moved_to, d.total_cents, d.balance_due_cents'

/**
 * CTE `owed (id, client_id, due_on, cents)`: the invoices of $1 that were owed at the end of the day $2, of the client $3
 * or of all. From documents_owed_idx, which finds in each class those that may have been open on the day; sources are
 * summed only for those that had moved by then and moved again later. OFFSET 0 keeps the planner from reading all instead.
 */
const owed = `
  spans AS MATERIALIZED (
    SELECT k AS class, CASE WHEN k < 11 THEN $2::date - (2 << k) ELSE '-infinity'::date END AS since FROM generate_series(0, 12) AS k
  ), open AS (
    SELECT d.* FROM spans s CROSS JOIN LATERAL (
      SELECT ${columns} FROM documents d
      WHERE d.company_id = $1 AND d.owed_class = s.class AND d.issued_on <= $2::date AND d.issued_on > s.since
        AND (s.class = 12 OR d.moved_to > $2::date) OFFSET 0) d
    UNION ALL
    SELECT ${columns} FROM documents d WHERE d.company_id = $1 AND d.owed_class = 13 AND d.moved_from <= $2::date
  ), valued AS (
    SELECT o.id, o.client_id, coalesce(o.due_on, o.issued_on) AS due_on, CASE
      WHEN o.moved_from IS NULL OR o.moved_from > $2::date THEN o.total_cents
      WHEN o.moved_to <= $2::date AND o.issued_on <= $2::date THEN o.balance_due_cents
      ELSE CASE WHEN o.issued_on <= $2::date THEN o.total_cents ELSE 0 END + (
        SELECT coalesce(sum(m.cents), 0) FROM invoice_moves m
        WHERE m.company_id = $1 AND m.document_id = o.id AND m.day <= $2::date) END::bigint AS cents
    FROM open o WHERE $3::uuid IS NULL OR o.client_id = $3
  ), owed AS (SELECT v.* FROM valued v WHERE v.cents <> 0)`

const place = `
    AND ($4::uuid IS NULL OR (c.sort_name, c.id) > (SELECT s.sort_name, s.id FROM clients s WHERE s.company_id = $1 AND s.id = $4))
    ORDER BY c.sort_name, c.id LIMIT $5`
const named = 'SELECT c.id, c.display_name, c.sort_name FROM'

/**
 * A page of clients is found either among those who owed, which are all looked up for their names, or, when they are
 * many, by walking all in the order of their names until the page is full; IS TRUE keeps the planner from joining them.
 * One row at least: the sums of all stand on each, beside a client of the page or beside nobody.
 */
const pageStatement = `
  WITH ${owed}, days AS (
    SELECT o.due_on, sum(o.cents)::bigint AS cents, count(*) AS invoices FROM owed o GROUP BY o.due_on
  ), totals AS MATERIALIZED (
    SELECT ${agedSums('d.cents', 'd.due_on')}, coalesce(sum(d.invoices), 0) > ${fewMax} AS many FROM days d
  ), page AS (
    (${named} clients c
    WHERE (SELECT t.many FROM totals t) AND c.company_id = $1 AND c.deleted_at IS NULL AND (c.id IN (SELECT o.client_id FROM owed o)) IS TRUE ${place})
    UNION ALL
    (${named} (SELECT DISTINCT o.client_id FROM owed o) w JOIN clients c ON c.company_id = $1 AND c.id = w.client_id
    WHERE NOT (SELECT t.many FROM totals t) ${place})
  ), theirs AS (
    SELECT o.client_id, ${agedSums('o.cents', 'o.due_on')} FROM owed o WHERE o.client_id IN (SELECT p.id FROM page p) GROUP BY o.client_id
  )
  SELECT p.id AS "clientId", p.display_name AS "clientName", p.sort_name AS "sortName", w.current, w.days1to30, w.days31to60,
    w.days61to90, w.over90, w."totalCents", to_jsonb(t) - 'many' AS totals
  FROM totals t LEFT JOIN (page p JOIN theirs w ON w.client_id = p.id) ON true
  ORDER BY p.sort_name, p.id`

type Row = { [name in keyof Owing]: Owing[name] | null } & { totals: Aged }

/** What clients owed at the end of a past day, a page by their name after the client `afterId`, and in all. */
export async function agedThen(
  scope: Scope,
  asOf: PlainDate,
  page: { clientId: string | undefined; afterId: string | undefined; limit: number | null },
): Promise<{ rows: Owing[]; totals: Aged }> {
  const asked = [scope.companyId, asOf, page.clientId ?? null, page.afterId ?? null, page.limit]
  // Its plan is the same for every day, and planning all sources of a move costs more than reading.
  const rows = await planned(scope, 'generic', () => scope.sql<Row>('reports.agingThen', pageStatement, asked))
  const theirs = rows.filter(({ clientId }) => clientId !== null)
  return { rows: theirs.map(({ totals: _totals, ...row }) => row as Owing), totals: present(rows[0]).totals }
}

/** One client's invoices with what they owed at the end of a day; the columns are the caller's, of `o`. */
export const owedThenStatement = (selected: string) => `
  WITH ${owed}, aged AS (
    SELECT d.id, d.client_id, d.number, d.issued_on, o.due_on, d.total_cents, o.cents AS balance_cents
    FROM owed o JOIN documents d ON d.company_id = $1 AND d.id = o.id
  )
  SELECT ${selected} FROM aged o ORDER BY o.due_on, o.id LIMIT 1000`
