import { fileUrl } from '#ui/api.ts'
import { useFormat } from '#ui/format.ts'
import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import { useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import * as contract from '../contract.ts'
import type { Comparison } from '../domain/compare.ts'
import { AsOfControl, CompareControl } from './controls.tsx'
import { ledgerPath, linesPath, profitPath, yearEndBefore } from './places.ts'
import { ReportPage } from './report-page.tsx'
import { sectionRows, statementCells, useStatementColumns } from './statement-rows.ts'

export function BalanceSheet() {
  const [url, setUrl] = useUrl({ asOf: '', compare: '' })
  const format = useFormat()
  const input = { ...(url.asOf && { asOf: url.asOf }), ...(url.compare && { compare: url.compare as Comparison }) }
  const read = useRead(contract.balanceSheet, input, { keep: true })
  const csvHref = fileUrl(contract.balanceSheet, { ...input, format: 'csv' }, useCompanyId())
  const report = read.data
  const heads = report?.columns.map((column) => format.date(column.asOf)) ?? []
  const columns = useStatementColumns(heads)
  return (
    <ReportPage
      title="Balance sheet"
      csvHref={csvHref}
      controls={
        <>
          <AsOfControl value={url.asOf} set={(asOf) => setUrl({ asOf })} />
          <CompareControl value={url.compare} set={(compare) => setUrl({ compare })} period="A month before" />
        </>
      }
      lines={[heads[0] && `As of ${heads[0]}`, 'Accrual basis']}
      loading={read.isPending || !report}
      stale={read.isPlaceholderData}
      problem={read.error}
      retry={() => void read.refetch()}
    >
      {report && (
        <ReportTable label="Balance sheet" first="Account" columns={columns} rows={rowsOf(report, format.locale)} />
      )}
    </ReportPage>
  )
}

type Report = typeof contract.BalanceSheet._output

function rowsOf(report: Report, locale: string): ReportRow[] {
  const path = (row: { accountId: string | null; key: string }, at: number) => {
    const column = report.columns[at]
    if (!column) return undefined
    if (row.accountId) return linesPath(row.accountId, column.fiscalYearFrom, column.asOf)
    return row.key === 'current-year'
      ? profitPath(column.fiscalYearFrom, column.asOf)
      : profitPath(null, yearEndBefore(column.fiscalYearFrom))
  }
  const all = (at: number) => {
    const column = report.columns[at]
    return column && ledgerPath(column.fiscalYearFrom, column.asOf)
  }
  const [assets, ...others] = report.sections.map((section) => sectionRows(section, path, all, locale))
  return [
    ...(assets ?? []),
    ...others.flat(),
    {
      key: 'balancing',
      label: 'Liabilities and equity',
      kind: 'grand',
      cells: statementCells(report.balancingCents, all, locale),
    },
  ]
}
