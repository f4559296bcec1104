import { useFormat } from '#ui/format.ts'
import { type ReportCell, type ReportColumn, type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract.ts'
import { useColumnHeads } from './column-heads.ts'
import { AsOfControl } from './controls.tsx'
import { accountPath, ledgerPath, profitPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import type { Look } from './statement-rows.ts'
import { useReport } from './use-report.ts'
import { ViewControls } from './view-controls.tsx'

export function TrialBalance() {
  const asked = useReport(contract.trialBalance, { asOf: '', compare: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const format = useFormat()
  const { heads, period, known, look } = useColumnHeads(report?.columns)
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
        <ReportTable label="Trial balance" first="Account" columns={columnsOf(heads[1])} rows={rowsOf(report, look)} />
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

function rowsOf(report: Report, { sooner }: Look): ReportRow[] {
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
      const [shown = 0, other = 0] = netCents
      const change = sooner ? other - shown : shown - other
      const beside = columns[1]
      const otherPath =
        beside && accountPath(accountId, { from: beside.fiscalYearFrom, to: beside.asOf, knownAt: beside.knownAt })
      const compared = { cents: other, to: other === 0 || derived ? undefined : otherPath }
      const cells = {
        debit: cell(row.debitCents),
        credit: cell(row.creditCents),
        compared,
        change: { cents: change },
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
