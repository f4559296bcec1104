import type { z } from 'zod'
import { useFormat } from '#ui/format.ts'
import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract-sales.ts'
import { useKnownText } from './column-heads.ts'
import { PeriodControl } from './controls.tsx'
import { ReportPage } from './report-page.tsx'
import { useLongReport } from './use-report.ts'

/** What a service earned, line by line of the documents that sold it or took it back. */
export function ServiceLines() {
  const asked = useLongReport(contract.serviceLines, { service: '', from: '', to: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const format = useFormat()
  const knownText = useKnownText()
  return (
    <ReportPage
      title="Lines behind a service"
      asked={asked}
      controls={<PeriodControl url={url} set={setUrl} shown={report && { from: report.from ?? '', to: report.to }} />}
      lines={[
        report?.name,
        report && `${format.date(report.from ?? '')} – ${format.date(report.to)}`,
        report?.knownAt ? knownText(report.knownAt) : undefined,
      ]}
    >
      {report && <ReportTable label="Lines" first="Document" columns={columns} rows={rowsOf(report, format.date)} />}
    </ReportPage>
  )
}

const columns = [
  { key: 'date', header: 'Date' },
  { key: 'line', header: 'Line' },
  { key: 'earned', header: 'Amount' },
]

type Report = z.output<typeof contract.ServiceLines>

const words: Record<Report['items'][number]['kind'], string> = {
  invoice: 'Invoice',
  invoice_void: 'Void of invoice',
  credit_note: 'Credit note',
  credit_note_reversal: 'Reversal of credit note',
}

function rowsOf({ items, totalCents }: Report, date: (day: string) => string): ReportRow[] {
  return [
    ...items.map(({ key, kind, recordId, number, clientName, lineName, entryDate, cents }): ReportRow => {
      const to = `/${kind.startsWith('invoice') ? 'invoices' : 'credit-notes'}/${recordId}`
      return {
        key,
        label: `${words[kind]} ${number} · ${clientName}`,
        to,
        cells: { date: { text: date(entryDate) }, line: { text: lineName }, earned: { cents, to } },
      }
    }),
    { key: 'total', label: 'Total', kind: 'grand', cells: { earned: totalCents } },
  ]
}
