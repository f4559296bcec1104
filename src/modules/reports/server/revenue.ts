import { sumCents } from '#kernel/money.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-sales.ts'
import { spanColumns } from '../domain/compare.ts'
import { csvFile, plainMoney } from './csv.ts'
import { reportFrame } from './frame.ts'
import { nearDate } from './known.ts'
import { nominalLines } from './nominal-lines.ts'
import { pageByKey } from './page-by-key.ts'
import { soldLines } from './sold-lines.ts'
import { spanHeads } from './statement-files.ts'

type Span = ReturnType<typeof spanColumns>[number]
type Row = { key: string; recordId: string | null; name: string; cents: number }

export const revenue = query({
  name: 'reports.revenue',
  needs: 'financials:read',
  input: contract.revenue.input,
  async run(scope, { by, compare, format, limit, cursor, ...asked }) {
    const { company, range, knownAt } = await reportFrame(scope, asked)
    const columns = spanColumns(range, compare, knownAt)
    const parts = []
    for (const column of columns) parts.push(await revenueOf(scope, column, by))
    const items = merged(parts)
    const totalCents = parts.map((rows) => sumCents(rows.map((row) => row.cents)))
    if (format === 'csv') {
      const money = plainMoney(company.currency)
      const rows = [...items, { name: 'Total', cents: totalCents }].map(({ name, cents }) => [
        name,
        ...cents.map(money),
      ])
      return csvFile(`revenue-by-${by}-${range.from}-${range.to}`, [heads[by], ...spanHeads(columns)], rows)
    }
    return { by, columns, ...pageByKey('revenue', items, limit, cursor), totalCents }
  },
})

const heads = { client: 'Client', project: 'Project', service: 'Service' }

/** One row per key, an amount per column, largest first. */
function merged(parts: readonly (readonly Row[])[]) {
  const rows = new Map<string, Omit<Row, 'cents'> & { cents: number[] }>()
  parts.forEach((part, at) => {
    for (const { key, recordId, name, cents } of part) {
      const row = rows.get(key) ?? { key, recordId, name, cents: parts.map(() => 0) }
      row.cents[at] = cents
      rows.set(key, row)
    }
  })
  return [...rows.values()]
    .filter((row) => row.cents.some((cents) => cents !== 0))
    .sort((a, b) => (b.cents[0] ?? 0) - (a.cents[0] ?? 0) || (a.key < b.key ? -1 : 1))
}

async function revenueOf(scope: Scope, { from, to, knownAt }: Span, by: contract.Grouping): Promise<Row[]> {
  const values = [scope.companyId, from, to, knownAt, knownAt && nearDate(knownAt)]
  return scope.sql<Row>(`reports.revenue.${by}`, statements[by], values)
}

const byParty = (column: 'client_id' | 'project_id', name: string, from: string, none: string) => `
  WITH ${nominalLines}
  SELECT coalesce(s.id::text, 'none') AS key, s.id AS "recordId", coalesce(${name}, '${none}') AS name, s.cents
  FROM (SELECT n.${column} AS id, sum(n.cents)::bigint AS cents FROM nominal n WHERE n.type = 'income' GROUP BY n.${column}) s
  ${from}`

// What invoices sold and credit notes took back, line by line; the rest of the income is what no document line says.
const byService = `
  WITH ${nominalLines},
  ${soldLines}, services AS (
    SELECT s.catalog_item_id AS id, CASE WHEN s.catalog_item_id IS NULL THEN s.name END AS name, sum(s.cents)::bigint AS cents
    FROM sold s GROUP BY 1, 2
  )
  SELECT coalesce(s.id::text, 'line:' || s.name) AS key, s.id AS "recordId", coalesce(i.name, s.name) AS name, s.cents
  FROM services s LEFT JOIN catalog_items i ON i.company_id = $1 AND i.id = s.id
  UNION ALL
  SELECT 'other', NULL, 'Not from invoices',
         ((SELECT coalesce(sum(n.cents), 0) FROM nominal n WHERE n.type = 'income') - (SELECT coalesce(sum(s.cents), 0) FROM services s))::bigint`

const statements: Record<contract.Grouping, string> = {
  client: byParty(
    'client_id',
    'c.display_name',
    'LEFT JOIN clients c ON c.company_id = $1 AND c.id = s.id',
    'Without a client',
  ),
  project: byParty(
    'project_id',
    'p.name',
    'LEFT JOIN projects p ON p.company_id = $1 AND p.id = s.id',
    'Without a project',
  ),
  service: byService,
}
