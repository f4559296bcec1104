import { present } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import type { Aged } from '../domain/aging.ts'
import { planned } from './planned.ts'

/** The sums of some amounts by how long they were due at the day $2, and in all. */
export function agedSums(cents: string, dueOn: string): string {
  const sum = (late: string) => `coalesce(sum(${cents}) FILTER (WHERE $2::date - ${dueOn} ${late}), 0)::bigint`
  return `${sum('<= 0')} AS current, ${sum('BETWEEN 1 AND 30')} AS days1to30, ${sum('BETWEEN 31 AND 60')} AS days31to60,
  ${sum('BETWEEN 61 AND 90')} AS days61to90, ${sum('> 90')} AS over90, coalesce(sum(${cents}), 0)::bigint AS "totalCents"`
}

const sums = agedSums('d.balance_due_cents', 'd.due_on')
const open = `d.company_id = $1 AND d.balance_due_cents > 0 AND d.document_type = 'invoice' AND d.state <> 'draft'`

const row = `c.id AS "clientId", c.display_name AS "clientName", c.sort_name AS "sortName", o.current, o.days1to30, o.days31to60,
    o.days61to90, o.over90, o."totalCents"`
const place = `($3::uuid IS NULL OR c.id = $3)
    AND ($4::uuid IS NULL OR (c.sort_name, c.id) > (SELECT s.sort_name, s.id FROM clients s WHERE s.company_id = $1 AND s.id = $4))
  ORDER BY c.sort_name, c.id LIMIT $5`

// Whoever owes, then a page of them.
const fewStatement = `
  WITH owing AS (SELECT d.client_id, ${sums} FROM documents d WHERE ${open} GROUP BY d.client_id)
  SELECT ${row} FROM owing o JOIN clients c ON c.company_id = $1 AND c.id = o.client_id WHERE ${place}`

// Client by client in their order, each from documents_open_client_idx alone: a page reads a page of them. Nobody who owes
// was deleted.
const manyStatement = `
  SELECT ${row}
  FROM clients c CROSS JOIN LATERAL (SELECT ${sums} FROM documents d WHERE ${open} AND d.client_id = c.id) o
  WHERE c.company_id = $1 AND c.deleted_at IS NULL AND o."totalCents" > 0 AND ${place}`

/** As many open invoices are summed for every page; of more, most clients owe and a page is full before many were looked at. */
export const fewMax = 1000

/** How long it has been due on the day $2, from and until when that was due. */
const columns = `(VALUES (0, $2::date, 'infinity'::date), (1, $2::date - 30, $2::date - 1), (2, $2::date - 60, $2::date - 31),
    (3, $2::date - 90, $2::date - 61), (4, '-infinity'::date, $2::date - 91)) AS b (at, since, until)`
const found = (due: string) =>
  `SELECT sum(d.balance_due_cents) AS cents, count(*) AS invoices FROM documents d WHERE ${open} AND ($3::uuid IS NULL OR d.client_id = $3) AND ${due}`
const column = (at: number) => `coalesce(sum(s.cents) FILTER (WHERE s.at = ${at}), 0)::bigint`

// From documents_open_idx alone, which holds what is open and nothing else: a range of it for each column, so that a row is
// added up once and compared with nothing.
const totalStatement = `
  SELECT ${column(0)} AS current, ${column(1)} AS days1to30, ${column(2)} AS days31to60, ${column(3)} AS days61to90, ${column(4)} AS over90,
    coalesce(sum(s.cents), 0)::bigint AS "totalCents", sum(s.invoices)::bigint AS invoices
  FROM (
    SELECT b.at, o.* FROM ${columns} CROSS JOIN LATERAL (${found('d.due_on BETWEEN b.since AND b.until')}) o
    UNION ALL SELECT 0, o.* FROM (${found('d.due_on IS NULL')}) o) s`

/** What clients owe, all or one of them, by how long it has been due on a day, from the balances of today. */
export async function openTotals(scope: Scope, day: PlainDate, clientId: string | null): Promise<OpenTotals> {
  const asked = [scope.companyId, day, clientId]
  const [sums] = await scope.sql<OpenTotals>('reports.openTotals', totalStatement, asked)
  return present(sums)
}

type OpenTotals = Aged & { invoices: number }

export type Owing = { clientId: string; clientName: string; sortName: string } & Aged

/**
 * What clients owe, a page by their name after the client `afterId`, and in all, from the balances of today; undefined
 * when the journal has something after the day, so that these balances are not yet the day's.
 */
export async function agedNow(
  scope: Scope,
  asOf: PlainDate,
  page: { clientId: string | undefined; afterId: string | undefined; limit: number | null },
): Promise<{ rows: Owing[]; totals: Aged } | undefined> {
  const [later] = await scope.sql<{ there: boolean }>(
    'reports.later',
    // Not EXISTS: its generic plan reads every entry where none is later; the last date is one step in the index.
    'SELECT coalesce(max(entry_date) > $2, false) AS there FROM journal_entries WHERE company_id = $1',
    [scope.companyId, asOf],
  )
  if (later?.there) return undefined
  const of = [scope.companyId, asOf, page.clientId ?? null]
  const { invoices, ...totals } = await openTotals(scope, asOf, page.clientId ?? null)
  const [name, statement] = invoices > fewMax ? ['Many', manyStatement] : ['Few', fewStatement]
  const asked = [...of, page.afterId ?? null, page.limit]
  // Only a plan made for this company knows how many clients it has, and walks no more of them than a page needs.
  const rows = await planned(scope, 'custom', () => scope.sql<Owing>(`reports.agingNow${name}`, statement, asked))
  return { rows, totals }
}
