import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract.ts'
import { useColumnHeads } from './column-heads.ts'
import { AsOfControl } from './controls.tsx'
import { accountPath, ledgerPath, profitPath, yearEndBefore } from './places.ts'
import { ReportPage } from './report-page.tsx'
import { type Look, sectionRows, statementCells, useStatementColumns } from './statement-rows.ts'
import { useReport } from './use-report.ts'
import { ViewControls } from './view-controls.tsx'

export function BalanceSheet() {
  const asked = useReport(contract.balanceSheet, { asOf: '', compare: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const { heads, period, known, look } = useColumnHeads(report?.columns)
  const columns = useStatementColumns(heads)
  return (
    <ReportPage
      title="Balance sheet"
      asked={asked}
      controls={
        <>
          <AsOfControl value={url.asOf} set={(asOf) => setUrl({ asOf })} />
          <ViewControls url={url} set={setUrl} period="A month before" />
        </>
      }
      lines={[period, 'Accrual basis', known]}
    >
      {report && <ReportTable label="Balance sheet" first="Account" columns={columns} rows={rowsOf(report, look)} />}
    </ReportPage>
  )
}

type Report = typeof contract.BalanceSheet._output

function rowsOf(report: Report, look: Look): ReportRow[] {
  const spanOf = (at: number) => {
    const column = report.columns[at]
    return column && { from: column.fiscalYearFrom, to: column.asOf, knownAt: column.knownAt }
  }
  const path = (row: { accountId: string | null; key: string }, at: number) => {
    const span = spanOf(at)
    if (!span) return undefined
    if (row.accountId) return accountPath(row.accountId, span)
    return profitPath(row.key === 'current-year' ? span : { ...span, from: null, to: yearEndBefore(span.from) })
  }
  const all = (at: number) => {
    const span = spanOf(at)
    return span && ledgerPath(span)
  }
  const [assets, ...others] = report.sections.map((section) => sectionRows(section, path, all, look))
  return [
    ...(assets ?? []),
    ...others.flat(),
    {
      key: 'balancing',
      label: 'Liabilities and equity',
      kind: 'grand',
      cells: statementCells(report.balancingCents, all, look),
    },
  ]
}
