import { useFormat } from '#ui/format.ts'
import { type ReportColumn, type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract-sales.ts'
import { useColumnHeads } from './column-heads.ts'
import { PeriodControl } from './controls.tsx'
import { accountPath, earnedPath, linesPath, type Place } from './places.ts'
import { ReportPage } from './report-page.tsx'
import classes from './reports.module.css'
import { type Look, statementCells, useStatementColumns } from './statement-rows.ts'
import { useReport } from './use-report.ts'
import { BasisControl, ViewControls } from './view-controls.tsx'

const bases = { accrual: 'Accrual basis', cash: 'Cash basis: owed when it is collected' }

/** What was charged, taken back and paid, and what is owed to the tax office. */
export function SalesTax() {
  const asked = useReport(contract.salesTax, { from: '', to: '', basis: '', compare: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const format = useFormat()
  const { heads, period, known, look } = useColumnHeads(report?.columns)
  const columns = useStatementColumns(heads.length === 1 ? ['Amount'] : heads)
  const shown = report?.columns[0]
  return (
    <ReportPage
      title="Sales tax"
      asked={asked}
      controls={
        <>
          <PeriodControl url={url} set={setUrl} shown={shown && { from: shown.from ?? '', to: shown.to }} />
          <BasisControl value={url.basis} set={(basis) => setUrl({ basis })} />
          <ViewControls url={url} set={setUrl} />
        </>
      }
      lines={[period, report && bases[report.basis], known]}
      wide
    >
      {report && (
        <>
          <div className={classes.narrow}>
            <ReportTable label="Sales tax" columns={columns} rows={sumRows(report, look)} />
          </div>
          <div className={classes.second}>
            <ReportTable
              label="Month by month"
              first="Month"
              columns={monthColumns(report)}
              rows={monthRows(report, format.date)}
            />
          </div>
        </>
      )}
    </ReportPage>
  )
}

type Report = typeof contract.SalesTax._output

const charged = 'invoice,invoice_void'
const credited = 'credit_note,credit_note_reversal'

/** Where the figures of a span lead. */
function pathsOf({ accountId, basis }: Report, place: Place) {
  return {
    account: accountPath(accountId, place),
    sales: linesPath(place, { kind: 'income', sources: `${charged},${credited}` }),
    charged: linesPath(place, { accountId, sources: charged }),
    credited: linesPath(place, { accountId, sources: credited }),
    due:
      basis === 'cash'
        ? earnedPath({ accountId }, place)
        : linesPath(place, { accountId, sources: `${charged},${credited}` }),
    paid: linesPath(place, { accountId, sources: `-${charged},${credited}` }),
  }
}

function sumRows(report: Report, look: Look): ReportRow[] {
  const row = (
    label: string,
    cents: number[],
    path: keyof ReturnType<typeof pathsOf>,
    kind?: 'total' | 'grand',
  ): ReportRow => {
    const to = (at: number) => {
      const column = report.columns[at]
      return column && pathsOf(report, column)[path]
    }
    return { key: label, label, ...(kind && { kind }), cells: statementCells(cents, to, look) }
  }
  return [
    ...(report.taxableSalesCents && report.exemptSalesCents
      ? [
          heading('Sales'),
          row('Taxable sales', report.taxableSalesCents, 'sales'),
          row('Exempt sales', report.exemptSalesCents, 'sales'),
          heading('Tax'),
        ]
      : []),
    row('Owed before', report.openingCents, 'account'),
    row('Charged on invoices', report.chargedCents, 'charged'),
    row('Credited', report.creditedCents, 'credited'),
    ...(report.basis === 'cash'
      ? [row('Not collected in the period, or collected for earlier ones', report.uncollectedCents, 'due')]
      : []),
    row('Due for the period', report.dueCents, 'due', 'total'),
    row('Paid and adjusted', report.paidCents, 'paid'),
    row('Owed after', report.closingCents, 'account', 'grand'),
  ]
}

/** Sales and their tax are two things: without a word between them they read as one sum. */
const heading = (label: string): ReportRow => ({ key: label, label, kind: 'heading', cells: {} })

function monthColumns({ basis }: Report): ReportColumn[] {
  return [
    ...(basis === 'cash'
      ? []
      : [
          { key: 'taxable', header: 'Taxable sales' },
          { key: 'exempt', header: 'Exempt sales' },
        ]),
    { key: 'charged', header: 'Charged' },
    { key: 'credited', header: 'Credited' },
    ...(basis === 'cash' ? [{ key: 'uncollected', header: 'Not collected' }] : []),
    { key: 'due', header: 'Due' },
    { key: 'paid', header: 'Paid' },
    { key: 'balance', header: 'Owed' },
  ]
}

function monthRows(report: Report, date: (day: string) => string): ReportRow[] {
  const knownAt = report.columns[0]?.knownAt ?? null
  return report.periods.map((month): ReportRow => {
    const paths = pathsOf(report, { from: month.from, to: month.to, knownAt })
    const figure = (cents: number, to: string) => ({ cents, to: cents === 0 ? undefined : to })
    return {
      key: month.from,
      label: `${date(month.from)} – ${date(month.to)}`,
      cells: {
        taxable: figure(month.taxableSalesCents ?? 0, paths.sales),
        exempt: figure(month.exemptSalesCents ?? 0, paths.sales),
        charged: figure(month.chargedCents, paths.charged),
        credited: figure(month.creditedCents, paths.credited),
        uncollected: figure(month.uncollectedCents, paths.due),
        due: figure(month.dueCents, paths.due),
        paid: figure(month.paidCents, paths.paid),
        balance: figure(month.balanceCents, paths.account),
      },
    }
  })
}
