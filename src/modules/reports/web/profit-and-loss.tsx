import { fileUrl } from '#ui/api.ts'
import { useFormat } from '#ui/format.ts'
import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import { useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import * as contract from '../contract.ts'
import type { Comparison } from '../domain/compare.ts'
import { CompareControl, PeriodControl } from './controls.tsx'
import { earliest, ledgerPath, linesPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import { sectionRows, statementCells, useStatementColumns } from './statement-rows.ts'

export function ProfitAndLoss() {
  const [url, setUrl] = useUrl({ from: '', to: '', compare: '' })
  const format = useFormat()
  const input = {
    ...(url.from && { from: url.from }),
    ...(url.to && { to: url.to }),
    ...(url.compare && { compare: url.compare as Comparison }),
  }
  const read = useRead(contract.profitAndLoss, input, { keep: true })
  const csvHref = fileUrl(contract.profitAndLoss, { ...input, format: 'csv' }, useCompanyId())
  const report = read.data
  const span = (column: { from: string | null; to: string } | undefined) =>
    column && `${format.date(column.from ?? '')} – ${format.date(column.to)}`
  const shown = report?.columns[0]
  const heads = report?.columns.map((column) => span(column) ?? '') ?? []
  const columns = useStatementColumns(heads.length === 1 ? ['Amount'] : heads)
  return (
    <ReportPage
      title="Profit and loss"
      csvHref={csvHref}
      controls={
        <>
          <PeriodControl url={url} set={setUrl} shown={shown && { from: shown.from ?? '', to: shown.to }} />
          <CompareControl value={url.compare} set={(compare) => setUrl({ compare })} />
        </>
      }
      lines={[span(shown), 'Accrual basis']}
      loading={read.isPending || !report}
      stale={read.isPlaceholderData}
      problem={read.error}
      retry={() => void read.refetch()}
    >
      {report && (
        <ReportTable label="Profit and loss" first="Account" columns={columns} rows={rowsOf(report, format.locale)} />
      )}
    </ReportPage>
  )
}

type Report = typeof contract.ProfitAndLoss._output

function rowsOf(report: Report, locale: string): ReportRow[] {
  const path = (row: { accountId: string | null }, at: number) => {
    const column = report.columns[at]
    return row.accountId && column ? linesPath(row.accountId, column.from, column.to) : undefined
  }
  const all = (at: number) => {
    const column = report.columns[at]
    return column && ledgerPath(column.from ?? earliest, column.to)
  }
  return [
    ...report.sections.flatMap((section) => sectionRows(section, path, all, locale)),
    { key: 'net', label: 'Net profit', kind: 'grand', cells: statementCells(report.netCents, all, locale) },
  ]
}
