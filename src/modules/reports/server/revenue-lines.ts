import type { z } from 'zod'
import { sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract-sales.ts'
import { csvFile, plainMoney } from './csv.ts'
import { reportFrame } from './frame.ts'
import { pageByKey } from './page-by-key.ts'
import { soldLines } from './sold-lines.ts'

type Line = z.output<typeof contract.ServiceLines>['items'][number] & { serviceName: string }

/** `service` is the key of a row of revenue by service: a catalog item's id, or `line:` and the name on the line. */
export const serviceLines = query({
  name: 'reports.serviceLines',
  needs: 'financials:read',
  input: contract.serviceLines.input,
  async run(scope, { service, limit, cursor, format, ...asked }) {
    const { company, range, knownAt } = await reportFrame(scope, asked)
    const values = [scope.companyId, range.from, range.to, knownAt, service]
    const rows = await scope.sql<Line>('reports.serviceLines', statement, values)
    const [first] = rows
    if (!first) throw new Refusal('not_found')
    const totalCents = sumCents(rows.map((row) => row.cents))
    if (format === 'csv') {
      const money = plainMoney(company.currency)
      const lines = rows.map((row) => [
        ...[row.entryDate, row.number, row.clientName, row.lineName, row.quantity],
        money(row.cents),
      ])
      const heads = ['Date', 'Number', 'Client', 'Line', 'Quantity', 'Amount']
      const last = ['', 'Total', '', '', '', money(totalCents)]
      return csvFile(`service-lines-${range.from}-${range.to}`, heads, [...lines, last])
    }
    const items = rows.map(({ serviceName: _name, ...row }) => row)
    const page = pageByKey('service-lines', items, limit, cursor)
    return { ...range, knownAt, name: first.serviceName, ...page, totalCents }
  },
})

const statement = `
  WITH ${soldLines}
  SELECT s.record_id || ':' || s.line_id || ':' || s.kind AS key, s.kind, s.entry_date AS "entryDate",
         s.record_id AS "recordId", coalesce(d.number, n.number, '') AS number, coalesce(c.display_name, '') AS "clientName",
         s.name AS "lineName", s.quantity::text AS quantity, s.cents::bigint AS cents, coalesce(i.name, s.name) AS "serviceName"
  FROM sold s
  LEFT JOIN catalog_items i ON i.company_id = $1 AND i.id = s.catalog_item_id
  LEFT JOIN documents d ON d.company_id = $1 AND d.id = s.record_id
  LEFT JOIN credit_notes n ON n.company_id = $1 AND n.id = s.record_id
  LEFT JOIN clients c ON c.company_id = $1 AND c.id = coalesce(d.client_id, n.client_id)
  WHERE coalesce(s.catalog_item_id::text, 'line:' || s.name) = $5 AND s.cents <> 0
  ORDER BY s.entry_date, number, s.line_id`
