import { Button } from '@mantine/core'
import type { z } from 'zod'
import { lineSubtotal } from '#kernel/money.ts'
import { useFormat } from '#ui/format.ts'
import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import { Paper } from '#ui/paper/paper.tsx'
import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { listPlanRuns, type Plan, type PlanRun } from '../contract.ts'
import classes from './recurring.module.css'

const contentColumns = [
  { key: 'quantity', header: 'Quantity' },
  { key: 'price', header: 'Price' },
  { key: 'tax', header: 'Tax' },
  { key: 'amount', header: 'Amount' },
]
const untaxedColumns = contentColumns.filter(({ key }) => key !== 'tax')

/** What stands on each invoice. */
export function PlanContent({ plan }: { plan: Plan }) {
  const { number } = useFormat()
  const { discount } = plan
  const rows = plan.lines.map((line): ReportRow => {
    const amount = lineSubtotal(line.quantity, line.unitPriceCents)
    const quantity = { text: number(Number(line.quantity)) }
    return {
      key: line.id,
      label: line.name,
      cells: { quantity, price: line.unitPriceCents, tax: line.taxCents, amount },
    }
  })
  const total: ReportRow = {
    key: 'total',
    label: discount.kind === 'none' ? 'Each invoice' : 'Each invoice, less the discount',
    kind: 'grand',
    cells: { amount: plan.totalCents },
  }
  return (
    <Paper title="On each invoice">
      <ReportTable
        label="On each invoice"
        first="Item"
        columns={plan.lines.some((line) => line.taxCents !== 0) ? contentColumns : untaxedColumns}
        rows={[...rows, total]}
      />
    </Paper>
  )
}

type Run = z.output<typeof PlanRun>

const columns: Column<Run & { id: string }>[] = [
  { key: 'planned', header: 'For', cell: (run) => <Day date={run.plannedOn} />, width: 130, card: 'title' },
  { key: 'number', header: 'Invoice', cell: (run) => run.number ?? 'Draft' },
  { key: 'state', header: 'State', cell: (run) => <StateDot state={run.state} />, width: 150 },
  {
    key: 'due',
    header: 'Balance due',
    cell: (run) => <Money cents={run.balanceDueCents} />,
    align: 'right',
    width: 130,
    card: 'none',
  },
  {
    key: 'total',
    header: 'Total',
    cell: (run) => <Money cents={run.totalCents} />,
    align: 'right',
    width: 130,
    card: 'amount',
  },
]

/** The invoices that the plan made, latest first. */
export function PlanRuns({ planId }: { planId: string }) {
  const pages = usePages(listPlanRuns, { planId, limit: 25 })
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  return (
    <section aria-label="Invoices made">
      <h2 className={classes.heading}>Invoices made</h2>
      {!pages.loading && pages.items.length === 0 ? (
        <p className="quiet">None yet. The first one comes on its day.</p>
      ) : (
        <DataList
          label="Invoices made"
          columns={columns}
          rows={pages.loading ? undefined : pages.items.map((run) => ({ ...run, id: run.invoiceId }))}
          stale={pages.stale}
          open={(run) => `/invoices/${run.invoiceId}`}
        />
      )}
      {pages.more && (
        <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
    </section>
  )
}
