import { fileUrl } from '#ui/api.ts'
import { useFormat } from '#ui/format.ts'
import { type ReportCell, type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import { useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import * as contract from '../contract.ts'
import { AsOfControl } from './controls.tsx'
import { ledgerPath, linesPath, profitPath } from './places.ts'
import { ReportPage } from './report-page.tsx'

export function TrialBalance() {
  const [url, setUrl] = useUrl({ asOf: '' })
  const format = useFormat()
  const input = url.asOf ? { asOf: url.asOf } : {}
  const read = useRead(contract.trialBalance, input, { keep: true })
  const csvHref = fileUrl(contract.trialBalance, { ...input, format: 'csv' }, useCompanyId())
  const report = read.data
  return (
    <ReportPage
      title="Trial balance"
      csvHref={csvHref}
      controls={<AsOfControl value={url.asOf} set={(asOf) => setUrl({ asOf })} />}
      lines={[
        report && `As of ${format.date(report.asOf)}`,
        report && `Income and expenses since ${format.date(report.fiscalYearFrom)}`,
      ]}
      loading={read.isPending || !report}
      stale={read.isPlaceholderData}
      problem={read.error}
      retry={() => void read.refetch()}
    >
      {report && <ReportTable label="Trial balance" first="Account" columns={columns} rows={rowsOf(report)} />}
    </ReportPage>
  )
}

const columns = [
  { key: 'debit', header: 'Debit' },
  { key: 'credit', header: 'Credit' },
]

type Report = typeof contract.TrialBalance._output

function rowsOf({ rows, asOf, fiscalYearFrom, debitCents, creditCents }: Report): ReportRow[] {
  const all = (cents: number): ReportCell => ({ cents, to: ledgerPath(fiscalYearFrom, asOf) })
  return [
    ...rows.map((row): ReportRow => {
      const to = row.derived
        ? profitPath(row.from, row.to)
        : linesPath(row.accountId, row.from ?? fiscalYearFrom, row.to)
      const cell = (cents: number): ReportCell | null => (cents === 0 ? null : { cents, to })
      const cells = { debit: cell(row.debitCents), credit: cell(row.creditCents) }
      return { key: row.accountId, label: `${row.code} ${row.name}`, cells }
    }),
    { key: 'total', label: 'Total', kind: 'grand', cells: { debit: all(debitCents), credit: all(creditCents) } },
  ]
}
