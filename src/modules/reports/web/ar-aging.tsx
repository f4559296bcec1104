import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '#ui/format.ts'
import { GoLink } from '#ui/link.tsx'
import { type ReportCell, type ReportColumn, type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract.ts'
import { type Aged, agingBuckets } from '../domain/aging.ts'
import { useKnownText } from './column-heads.ts'
import { AsOfControl } from './controls.tsx'
import { accountPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import classes from './reports.module.css'
import { useReport } from './use-report.ts'
import { KnownControl } from './view-controls.tsx'

const title = 'Receivables by age'
const pageSize = 200

/** Who owes, how much, since when; a client opens to the invoices. */
export function ArAging() {
  const [limit, setLimit] = useState(pageSize)
  const asked = useReport(contract.arAging, { asOf: '', clientId: '', knownAt: '' }, { limit })
  const { url, setUrl, report, read } = asked
  const format = useFormat()
  const knownText = useKnownText()
  const client = url.clientId ? report?.items[0]?.clientName : undefined
  return (
    <ReportPage
      title={title}
      asked={asked}
      crumbs={url.clientId ? [{ label: 'All clients', to: agingPath({ asOf: url.asOf, knownAt: url.knownAt }) }] : []}
      controls={
        <>
          <AsOfControl value={url.asOf} set={(asOf) => setUrl({ asOf })} />
          <KnownControl value={url.knownAt} set={(knownAt) => setUrl({ knownAt })} />
        </>
      }
      lines={[
        client,
        report && `As of ${format.date(report.asOf)}`,
        report?.knownAt ? knownText(report.knownAt) : undefined,
        'Days past the due date',
      ]}
      wide
    >
      {report &&
        (report.totals.totalCents === 0 ? (
          <p className={classes.nothing}>Nobody owed anything on that day.</p>
        ) : (
          <Sheet report={report} />
        ))}
      {report?.nextCursor && (
        <div className={classes.foot}>
          <Button
            variant="default"
            size="xs"
            onClick={() => setLimit(Math.min(limit * 5, 1000))}
            loading={read.isFetching}
          >
            Show more clients
          </Button>
        </div>
      )}
    </ReportPage>
  )
}

type Report = typeof contract.ArAging._output

function agingPath({ asOf, knownAt, clientId }: { asOf: string; knownAt?: string | null; clientId?: string }): string {
  const pairs = Object.entries({ asOf, knownAt, clientId }).filter(([, value]) => value) as [string, string][]
  return `/reports/ar-aging?${new URLSearchParams(pairs)}`
}

function Sheet({ report }: { report: Report }) {
  const { invoices, totals, controlCents, controlAccountId, asOf, knownAt } = report
  return (
    <>
      <ReportTable label={title} first="Client" columns={columns} rows={clientRows(report)} />
      {invoices.length > 0 && <Invoices report={report} />}
      {invoices.length === 0 && (
        <p className={classes.footnote}>
          <GoLink to={accountPath(controlAccountId, { from: null, to: asOf, knownAt })}>
            Accounts Receivable in the ledger
          </GoLink>{' '}
          {controlCents === totals.totalCents ? 'says the same.' : 'says otherwise. Ask for a reconciliation.'}
        </p>
      )}
    </>
  )
}

const columns: ReportColumn[] = [
  { key: 'current', header: 'Current' },
  { key: 'days1to30', header: '1–30' },
  { key: 'days31to60', header: '31–60' },
  { key: 'days61to90', header: '61–90' },
  { key: 'over90', header: 'Over 90' },
  { key: 'totalCents', header: 'Total' },
]

function clientRows({ items, totals, asOf, knownAt, invoices, controlAccountId }: Report): ReportRow[] {
  const single = invoices.length > 0
  return [
    ...items.map((row): ReportRow => {
      const to = single ? `/clients/${row.clientId}` : agingPath({ asOf, knownAt, clientId: row.clientId })
      return { key: row.clientId, label: row.clientName, to, cells: cellsOf(row, single ? undefined : to) }
    }),
    ...(single
      ? []
      : [
          {
            key: 'total',
            label: 'Total',
            kind: 'grand' as const,
            cells: cellsOf(totals, accountPath(controlAccountId, { from: null, to: asOf, knownAt })),
          },
        ]),
  ]
}

function cellsOf(aged: Aged, to?: string): Record<string, ReportCell> {
  return Object.fromEntries(
    [...agingBuckets, 'totalCents' as const].map((column) => [
      column,
      { cents: aged[column], to: aged[column] === 0 ? undefined : to },
    ]),
  )
}

function Invoices({ report }: { report: Report }) {
  const format = useFormat()
  const rows = report.invoices.map((invoice): ReportRow => {
    const to = `/invoices/${invoice.invoiceId}`
    const { issuedOn, dueOn, daysLate, totalCents, balanceCents } = invoice
    const cells = {
      issued: { text: format.date(issuedOn) },
      due: { text: format.date(dueOn) },
      late: { text: daysLate === 0 ? '–' : String(daysLate) },
      total: { cents: totalCents, to },
      balance: { cents: balanceCents, to },
    }
    return { key: invoice.invoiceId, label: invoice.number, to, cells }
  })
  return (
    <div className={classes.second}>
      <ReportTable
        label="Open invoices"
        first="Invoice"
        columns={[
          { key: 'issued', header: 'Issued' },
          { key: 'due', header: 'Due' },
          { key: 'late', header: 'Days late' },
          { key: 'total', header: 'Total' },
          { key: 'balance', header: 'Due then' },
        ]}
        rows={[...rows, { key: 'total', label: 'Total', kind: 'grand', cells: { balance: report.totals.totalCents } }]}
      />
    </div>
  )
}
