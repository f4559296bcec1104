import { useFormat } from '#ui/format.ts'
import { type ReportCell, type ReportColumn, type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract.ts'
import { useColumnHeads } from './column-heads.ts'
import { AsOfControl } from './controls.tsx'
import { accountPath, ledgerPath, profitPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import { useReport } from './use-report.ts'
import { ViewControls } from './view-controls.tsx'

export function TrialBalance() {
  const asked = useReport(contract.trialBalance, { asOf: '', compare: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const format = useFormat()
  const { heads, period, known } = useColumnHeads(report?.columns)
  return (
    <ReportPage
      title="Trial balance"
      asked={asked}
      controls={
        <>
          <AsOfControl value={url.asOf} set={(asOf) => setUrl({ asOf })} />
          <ViewControls url={url} set={setUrl} period="A month before" />
        </>
      }
      lines={[
        period,
        report && `Income and expenses since ${format.date(report.fiscalYearFrom)}`,
        known || (url.compare === 'known-now' && heads[0]),
      ]}
    >
      {report && (
        <ReportTable label="Trial balance" first="Account" columns={columnsOf(heads[1])} rows={rowsOf(report)} />
      )}
    </ReportPage>
  )
}

function columnsOf(compared: string | undefined): ReportColumn[] {
  const sides = [
    { key: 'debit', header: 'Debit' },
    { key: 'credit', header: 'Credit' },
  ]
  if (compared === undefined) return sides
  return [...sides, { key: 'compared', header: compared }, { key: 'change', header: 'Change', kind: 'change' }]
}

type Report = typeof contract.TrialBalance._output

function rowsOf(report: Report): ReportRow[] {
  const { rows, asOf, fiscalYearFrom, columns, debitCents, creditCents } = report
  const knownAt = columns[0]?.knownAt ?? null
  const all = (cents: number): ReportCell => ({ cents, to: ledgerPath({ from: fiscalYearFrom, to: asOf, knownAt }) })
  return [
    ...rows.map((row): ReportRow => {
      const { accountId, code, name, derived, netCents } = row
      const to = derived
        ? profitPath({ from: row.from, to: row.to, knownAt })
        : accountPath(accountId, { from: row.from ?? fiscalYearFrom, to: row.to, knownAt })
      const cell = (cents: number): ReportCell | null => (cents === 0 ? null : { cents, to })
      const [now = 0, before = 0] = netCents
      const other = columns[1]
      const otherPath =
        other && accountPath(accountId, { from: other.fiscalYearFrom, to: other.asOf, knownAt: other.knownAt })
      const compared = { cents: before, to: before === 0 || derived ? undefined : otherPath }
      const cells = {
        debit: cell(row.debitCents),
        credit: cell(row.creditCents),
        compared,
        change: { cents: now - before },
      }
      return { key: accountId, label: `${code} ${name}`, cells }
    }),
    {
      key: 'total',
      label: 'Total',
      kind: 'grand',
      cells: { debit: all(debitCents), credit: all(creditCents), compared: null },
    },
  ]
}
