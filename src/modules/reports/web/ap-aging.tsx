import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '#ui/format.ts'
import { GoLink } from '#ui/link.tsx'
import { type ReportCell, type ReportColumn, type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract-payables.ts'
import { type Aged, agingBuckets } from '../domain/aging.ts'
import { useKnownText } from './column-heads.ts'
import { AsOfControl } from './controls.tsx'
import { accountPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import classes from './reports.module.css'
import { useReport } from './use-report.ts'
import { KnownControl } from './view-controls.tsx'

const title = 'Payables by age'
const pageSize = 200

/** What is owed to whom, since when; a vendor opens to the bills. */
export function ApAging() {
  const [limit, setLimit] = useState(pageSize)
  const asked = useReport(contract.apAging, { asOf: '', vendorId: '', knownAt: '' }, { limit })
  const { url, setUrl, report, read } = asked
  const format = useFormat()
  const knownText = useKnownText()
  const vendor = url.vendorId ? report?.items[0]?.vendorName : undefined
  return (
    <ReportPage
      title={title}
      asked={asked}
      crumbs={url.vendorId ? [{ label: 'All vendors', to: agingPath({ asOf: url.asOf, knownAt: url.knownAt }) }] : []}
      controls={
        <>
          <AsOfControl value={url.asOf} set={(asOf) => setUrl({ asOf })} />
          <KnownControl value={url.knownAt} set={(knownAt) => setUrl({ knownAt })} />
        </>
      }
      lines={[
        vendor,
        report && `As of ${format.date(report.asOf)}`,
        report?.knownAt ? knownText(report.knownAt) : undefined,
        'Days past the due date',
      ]}
      wide
    >
      {report &&
        (report.totals.totalCents === 0 ? (
          <p className={classes.nothing}>Nothing was owed on that day.</p>
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
            Show more vendors
          </Button>
        </div>
      )}
    </ReportPage>
  )
}

type Report = typeof contract.ApAging._output

function agingPath({ asOf, knownAt, vendorId }: { asOf: string; knownAt?: string | null; vendorId?: string }): string {
  const pairs = Object.entries({ asOf, knownAt, vendorId }).filter(([, value]) => value) as [string, string][]
  return `/reports/ap-aging?${new URLSearchParams(pairs)}`
}

function Sheet({ report }: { report: Report }) {
  const { bills, totals, controlCents, controlAccountId, asOf, knownAt } = report
  return (
    <>
      <ReportTable label={title} first="Vendor" columns={columns} rows={vendorRows(report)} />
      {bills.length > 0 && <Bills report={report} />}
      {bills.length === 0 && (
        <p className={classes.footnote}>
          <GoLink to={accountPath(controlAccountId, { from: null, to: asOf, knownAt })}>
            Accounts Payable in the ledger
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

function vendorRows({ items, totals, asOf, knownAt, bills, controlAccountId }: Report): ReportRow[] {
  const single = bills.length > 0
  return [
    ...items.map((row): ReportRow => {
      const to = single ? `/vendors/${row.vendorId}` : agingPath({ asOf, knownAt, vendorId: row.vendorId })
      return { key: row.vendorId, label: row.vendorName, to, cells: cellsOf(row, single ? undefined : to) }
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

function Bills({ report }: { report: Report }) {
  const format = useFormat()
  const rows = report.bills.map((bill): ReportRow => {
    const to = `/bills/${bill.billId}`
    const { billedOn, dueOn, daysLate, totalCents, balanceCents } = bill
    const cells = {
      billed: { text: format.date(billedOn) },
      due: { text: format.date(dueOn) },
      late: { text: daysLate === 0 ? '–' : String(daysLate) },
      total: { cents: totalCents, to },
      balance: { cents: balanceCents, to },
    }
    return { key: bill.billId, label: bill.number ?? 'No number', to, cells }
  })
  return (
    <div className={classes.second}>
      <ReportTable
        label="Open bills"
        first="Bill"
        columns={[
          { key: 'billed', header: 'Date' },
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
