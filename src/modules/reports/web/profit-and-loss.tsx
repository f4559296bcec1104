import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract.ts'
import { useColumnHeads } from './column-heads.ts'
import { PeriodControl } from './controls.tsx'
import { accountPath, earnedPath, linesPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import { type Look, sectionRows, statementCells, useStatementColumns } from './statement-rows.ts'
import { useReport } from './use-report.ts'
import { BasisControl, ViewControls } from './view-controls.tsx'

const bases = { accrual: 'Accrual basis', cash: 'Cash basis: earned when the money comes' }

export function ProfitAndLoss() {
  const asked = useReport(contract.profitAndLoss, { from: '', to: '', basis: '', compare: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const { heads, period, known, look } = useColumnHeads(report?.columns)
  const columns = useStatementColumns(heads.length === 1 ? ['Amount'] : heads)
  const shown = report?.columns[0]
  return (
    <ReportPage
      title="Profit and loss"
      asked={asked}
      controls={
        <>
          <PeriodControl url={url} set={setUrl} shown={shown && { from: shown.from ?? '', to: shown.to }} />
          <BasisControl value={url.basis} set={(basis) => setUrl({ basis })} />
          <ViewControls url={url} set={setUrl} />
        </>
      }
      lines={[period, report && bases[report.basis], known]}
    >
      {report && <ReportTable label="Profit and loss" first="Account" columns={columns} rows={rowsOf(report, look)} />}
    </ReportPage>
  )
}

type Report = typeof contract.ProfitAndLoss._output

function rowsOf(report: Report, look: Look): ReportRow[] {
  const cash = report.basis === 'cash'
  const path = (row: { accountId: string | null; key: string }, at: number) => {
    const column = report.columns[at]
    if (!column || !row.accountId) return undefined
    return cash && row.key !== 'unapplied'
      ? earnedPath({ accountId: row.accountId }, column)
      : accountPath(row.accountId, column)
  }
  const all = (kind: 'income' | 'expense' | 'profit') => (at: number) => {
    const column = report.columns[at]
    if (!column) return undefined
    return cash ? earnedPath({ kind }, column) : linesPath(column, { kind })
  }
  return [
    ...report.sections.flatMap((section) =>
      sectionRows(section, path, all(section.key === 'income' ? 'income' : 'expense'), look),
    ),
    { key: 'net', label: 'Net profit', kind: 'grand', cells: statementCells(report.netCents, all('profit'), look) },
  ]
}
