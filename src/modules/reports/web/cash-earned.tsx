import { useFormat } from '#ui/format.ts'
import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract-ledger.ts'
import { useKnownText } from './column-heads.ts'
import { PeriodControl } from './controls.tsx'
import { accountPath, linesPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import { useLongReport } from './use-report.ts'

const caused =
  '-invoice,invoice_void,credit_note,credit_note_reversal,invoice_write_off,invoice_write_off_reversal,bill,bill_void,expense'

/** A figure of the cash basis, invoice by invoice and bill by bill. */
export function CashEarned() {
  const asked = useLongReport(contract.cashEarned, { accountId: '', kind: '', from: '', to: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const format = useFormat()
  const knownText = useKnownText()
  return (
    <ReportPage
      title="Behind the cash basis"
      asked={asked}
      controls={<PeriodControl url={url} set={setUrl} shown={report} />}
      lines={[
        report && [report.code, report.name].filter(Boolean).join(' '),
        report && `${format.date(report.from)} – ${format.date(report.to)}`,
        report?.knownAt ? knownText(report.knownAt) : undefined,
      ]}
    >
      {report && (
        <ReportTable
          label="Cash basis"
          first="Cause"
          columns={columns}
          rows={rowsOf(report, url.kind || 'profit', format.date)}
        />
      )}
    </ReportPage>
  )
}

const columns = [
  { key: 'issued', header: 'Date' },
  { key: 'earned', header: 'Amount' },
]

type Report = typeof contract.CashEarned._output

function rowsOf(report: Report, kind: string, date: (day: string) => string): ReportRow[] {
  const { accountId, otherCents, unapplied, totalCents, items } = report
  const others = linesPath(report, accountId ? { accountId, sources: caused } : { kind, sources: caused })
  return [
    ...items.map(({ kind, recordId, number, issuedOn, name, earnedCents }): ReportRow => {
      const to = `/${kind}s/${recordId}`
      const cells = { issued: { text: date(issuedOn) }, earned: { cents: earnedCents, to } }
      return { key: recordId, label: number ? `${number} · ${name}` : name, to, cells }
    }),
    ...(otherCents === 0
      ? []
      : [
          {
            key: 'other',
            label: 'Other entries',
            to: others,
            cells: { earned: { cents: otherCents, to: others } },
          },
        ]),
    ...(unapplied && unapplied.cents !== 0
      ? [unappliedRow(unapplied.cents, accountPath(unapplied.accountId, report))]
      : []),
    { key: 'total', label: 'Total', kind: 'grand', cells: { earned: totalCents } },
  ]
}

const unappliedRow = (cents: number, to: string): ReportRow => ({
  ...{ key: 'unapplied', label: 'Payments not applied to invoices yet', to, cells: { earned: { cents, to } } },
})
