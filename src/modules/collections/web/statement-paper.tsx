import { dateIn } from '#kernel/calendar.ts'
import { useFormat } from '#ui/format.ts'
import { Paper } from '#ui/paper/paper.tsx'
import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import type { Statement, StatementLine } from '../contract.ts'
import { closingOf } from '../domain/closing.ts'

const columns = [
  { key: 'charges', header: 'Charges' },
  { key: 'payments', header: 'Payments' },
  { key: 'balance', header: 'Balance' },
]

/** The statement as the client gets it; each line opens what it came from. */
export function StatementPaper({ statement, stale }: { statement: Statement; stale: boolean }) {
  const { date, timeZone } = useFormat()
  const { from, to, openingCents, closingCents, chargesCents, paymentsCents } = statement
  const { parts, net } = closingOf(statement)
  const rows: ReportRow[] = [
    { key: 'opening', label: `${date(from)} · Opening balance`, cells: { balance: openingCents } },
    ...statement.lines.map((line): ReportRow => {
      const place = placeOf(line)
      return {
        key: line.entryId,
        label: `${date(line.date)} · ${line.label}`,
        ...(place ? { to: place } : {}),
        cells: { charges: line.chargeCents, payments: line.paymentCents, balance: line.balanceCents },
      }
    }),
    {
      key: 'period',
      label: parts.length > 0 ? 'In this period' : net.label,
      kind: parts.length > 0 ? 'total' : 'grand',
      cells: { charges: chargesCents, payments: paymentsCents, balance: parts.length > 0 ? null : closingCents },
    },
    ...parts.map(({ label, cents }): ReportRow => ({ key: label, label, cells: { balance: cents } })),
    ...(parts.length > 0
      ? [{ key: 'closing', label: net.label, kind: 'grand' as const, cells: { balance: closingCents } }]
      : []),
  ]
  return (
    <div data-stale={stale || undefined}>
      <Paper
        company={statement.company.name}
        title={`Statement for ${statement.client.name}`}
        lines={[
          `${date(from)} – ${date(to)}`,
          statement.knownAt ? `As known on ${date(dateIn(timeZone, statement.knownAt))}` : undefined,
        ]}
        wide
      >
        <ReportTable label="Statement" first="Date" columns={columns} rows={rows} />
      </Paper>
    </div>
  )
}

function placeOf(line: StatementLine): string | undefined {
  if (line.creditNoteId) return `/credit-notes/${line.creditNoteId}`
  if (line.paymentId) return `/payments/${line.paymentId}`
  return line.documentId ? `/invoices/${line.documentId}` : undefined
}
