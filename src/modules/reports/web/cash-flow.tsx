import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract.ts'
import { useColumnHeads } from './column-heads.ts'
import { PeriodControl } from './controls.tsx'
import { accountPath, ledgerPath, profitPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import { type Look, sectionRows, statementCells, useStatementColumns } from './statement-rows.ts'
import { useReport } from './use-report.ts'
import { ViewControls } from './view-controls.tsx'

/** From the profit to the cash, over everything else that moved. */
export function CashFlow() {
  const asked = useReport(contract.cashFlow, { from: '', to: '', compare: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const { heads, period, known, look } = useColumnHeads(report?.columns)
  const columns = useStatementColumns(heads.length === 1 ? ['Amount'] : heads)
  const shown = report?.columns[0]
  return (
    <ReportPage
      title="Cash flow"
      asked={asked}
      controls={
        <>
          <PeriodControl url={url} set={setUrl} shown={shown && { from: shown.from ?? '', to: shown.to }} />
          <ViewControls url={url} set={setUrl} />
        </>
      }
      lines={[period, 'Indirect method', known]}
    >
      {report && <ReportTable label="Cash flow" first="Account" columns={columns} rows={rowsOf(report, look)} />}
    </ReportPage>
  )
}

type Report = typeof contract.CashFlow._output

function rowsOf(report: Report, look: Look): ReportRow[] {
  const path = (row: { accountId: string | null }, at: number) => {
    const column = report.columns[at]
    if (!column) return undefined
    return row.accountId ? accountPath(row.accountId, column) : profitPath(column)
  }
  const all = (at: number) => {
    const column = report.columns[at]
    return column && ledgerPath(column)
  }
  const moved = report.sections.filter((section) => section.rows.length > 0)
  const figures = (key: string, label: string, cents: number[], kind: 'total' | 'grand' | 'line'): ReportRow => {
    return { key, label, kind, cells: statementCells(cents, all, look) }
  }
  return [
    ...moved.flatMap((section) => sectionRows(section, path, all, look)),
    { key: 'cash', label: 'Cash', kind: 'heading' },
    { ...figures('change', 'Change in cash', report.changeCents, 'line'), level: 1 },
    { ...figures('opening', 'Cash before', report.openingCents, 'line'), level: 1 },
    figures('closing', 'Cash after', report.closingCents, 'grand'),
  ]
}
