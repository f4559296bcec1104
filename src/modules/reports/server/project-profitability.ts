import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-sales.ts'
import { spanColumns } from '../domain/compare.ts'
import { type ProjectPart, projectRows, projectTotals } from '../domain/project-profit.ts'
import { csvFile, plainMoney } from './csv.ts'
import { reportFrame } from './frame.ts'
import { nearDate } from './known.ts'
import { nominalLines } from './nominal-lines.ts'
import { pageByKey } from './page-by-key.ts'
import { spanHeads } from './statement-files.ts'

type Span = ReturnType<typeof spanColumns>[number]

export const projectProfitability = query({
  name: 'reports.projectProfitability',
  needs: 'financials:read',
  feature: 'projectProfitability',
  input: contract.projectProfitability.input,
  async run(scope, { compare, format, limit, cursor, ...asked }) {
    const { company, range, knownAt } = await reportFrame(scope, asked)
    const columns = spanColumns(range, compare, knownAt)
    const parts = []
    for (const column of columns) parts.push(await projectParts(scope, column))
    const rows = projectRows(parts)
    if (format === 'csv') {
      const name = `project-profitability-${range.from}-${range.to}`
      return profitFile(name, columns, rows, company.currency)
    }
    return {
      columns,
      ...pageByKey('project-profitability', rows, limit, cursor),
      totals: projectTotals(rows, columns.length),
      unratedMinutes: (parts[0] ?? []).reduce((sum, part) => sum + part.unratedMinutes, 0),
    }
  },
})

// Labour is rounded per time entry, as it would be billed, at the cost rate that was kept when it was approved; time that
// is not approved yet costs what it would today.
const statement = `
  WITH ${nominalLines},
  books AS (
    SELECT n.project_id, coalesce(sum(n.cents) FILTER (WHERE n.type = 'income'), 0)::bigint AS revenue,
           coalesce(-sum(n.cents) FILTER (WHERE n.type = 'expense'), 0)::bigint AS expense
    FROM nominal n GROUP BY n.project_id
  ), worked AS (
    SELECT t.project_id, sum(t.minutes)::int AS minutes, sum(round(t.minutes * coalesce(t.cost_rate_cents, m.cost_rate_cents) / 60.0))::bigint AS labour,
           coalesce(sum(t.minutes) FILTER (WHERE coalesce(t.cost_rate_cents, m.cost_rate_cents) IS NULL), 0)::int AS unrated
    FROM time_entries t JOIN members m ON m.company_id = t.company_id AND m.id = t.member_id
    WHERE t.company_id = $1 AND t.worked_on BETWEEN $2::date AND $3::date AND t.deleted_at IS NULL AND t.state <> 'void'
    GROUP BY t.project_id
  )
  SELECT x.project_id AS "projectId", coalesce(p.name, 'Without a project') AS "projectName", p.client_id AS "clientId", c.display_name AS "clientName",
         coalesce(b.revenue, 0)::bigint AS "revenueCents", coalesce(b.expense, 0)::bigint AS "expenseCents",
         coalesce(w.labour, 0)::bigint AS "labourCents", coalesce(w.minutes, 0) AS minutes, coalesce(w.unrated, 0) AS "unratedMinutes"
  FROM (SELECT project_id FROM books UNION SELECT project_id FROM worked) x
  LEFT JOIN books b ON b.project_id IS NOT DISTINCT FROM x.project_id
  LEFT JOIN worked w ON w.project_id IS NOT DISTINCT FROM x.project_id
  LEFT JOIN projects p ON p.company_id = $1 AND p.id = x.project_id
  LEFT JOIN clients c ON c.company_id = $1 AND c.id = p.client_id`

function projectParts(scope: Scope, { from, to, knownAt }: Span): Promise<ProjectPart[]> {
  const values = [scope.companyId, from, to, knownAt, knownAt && nearDate(knownAt)]
  return scope.sql<ProjectPart>('reports.projectProfitability', statement, values)
}

/** The measures of each period after one another; what they are compared with is named in the head. */
function profitFile(name: string, columns: readonly Span[], rows: ReturnType<typeof projectRows>, currency: string) {
  const money = plainMoney(currency)
  const periods = spanHeads(columns)
  const heads = periods.flatMap((period, at) =>
    ['Revenue', 'Expenses', 'Profit', 'Hours', 'Labour', 'After labour'].map((head) =>
      at === 0 ? head : `${head}, ${period}`,
    ),
  )
  const cells = rows.map((row) => [
    row.projectName,
    row.clientName,
    ...periods.flatMap((_, at) => [
      ...[row.revenueCents, row.expenseCents, row.profitCents].map((cents) => money(cents[at] ?? 0)),
      hours(row.minutes[at] ?? 0),
      ...[row.labourCents, row.afterLabourCents].map((cents) => money(cents[at] ?? 0)),
    ]),
  ])
  return csvFile(name, ['Project', 'Client', ...heads], cells)
}

/** `12.25`: hours with two decimals, as time sheets write them. */
function hours(minutes: number): string {
  const hundredths = Math.floor((minutes * 100 + 30) / 60)
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}
