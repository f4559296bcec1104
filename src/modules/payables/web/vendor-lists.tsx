import { Button } from '@mantine/core'
import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { type AnyPage, usePages } from '#ui/query.ts'
import { type BillPayment, listBillPayments, listBills, listRecurringBills } from '../contract.ts'
import { billColumns } from './bill-columns.tsx'
import { planColumns } from './plan-columns.tsx'
import { billName } from './words.ts'

/** On a vendor: its bills, latest first. */
export function VendorBills({ vendorId }: { vendorId: string }) {
  return (
    <Records
      label="Bills of this vendor"
      endpoint={listBills}
      input={{ vendorId, limit: 50 }}
      columns={billColumns({ vendor: false })}
      open={(bill) => `/bills/${bill.id}`}
      nothing="No bills of this vendor yet."
    />
  )
}

export function VendorPayments({ vendorId }: { vendorId: string }) {
  return (
    <Records
      label="Payments to this vendor"
      endpoint={listBillPayments}
      input={{ vendorId, limit: 50 }}
      columns={paymentColumns}
      open={(payment) => `/bill-payments/${payment.id}`}
      nothing="Nothing was paid to this vendor yet."
    />
  )
}

export function VendorPlans({ vendorId }: { vendorId: string }) {
  return (
    <Records
      label="Recurring bills of this vendor"
      endpoint={listRecurringBills}
      input={{ vendorId, limit: 50 }}
      columns={planColumns({ vendor: false })}
      open={(plan) => `/recurring-bills/${plan.id}`}
      nothing="No bill of this vendor comes back by itself."
    />
  )
}

const paymentColumns: Column<BillPayment>[] = [
  { key: 'paidOn', header: 'Paid', cell: (payment) => <Day date={payment.paidOn} />, width: 130 },
  { key: 'bills', header: 'Bills', cell: (payment) => <Bills payment={payment} /> },
  { key: 'account', header: 'From', cell: (payment) => payment.accountName, width: 160, card: 'none' },
  { key: 'state', header: 'State', cell: (payment) => <StateDot state={payment.state} />, width: 120 },
  {
    key: 'amount',
    header: 'Amount',
    align: 'right',
    cell: (payment) => <Money cents={payment.amountCents} />,
    width: 130,
    card: 'amount',
  },
]

function Bills({ payment }: { payment: BillPayment }) {
  const [first, ...others] = payment.bills
  if (!first) return null
  return (
    <>
      {billName({ number: first.billNumber, billedOn: first.billedOn })}
      {others.length > 0 && <span className="quiet"> and {others.length} more</span>}
    </>
  )
}

type RowOf<A extends z.ZodType<AnyPage>> = z.output<A>['items'][number] & { id: string }

type RecordsProps<I extends z.ZodObject, A extends z.ZodType<AnyPage>> = {
  label: string
  endpoint: Endpoint<I, A>
  input: z.input<I>
  columns: Column<RowOf<A>>[]
  open: (row: RowOf<A>) => string
  nothing: string
}

function Records<I extends z.ZodObject, A extends z.ZodType<AnyPage>>(props: RecordsProps<I, A>) {
  const { label, endpoint, input, columns, open, nothing } = props
  const pages = usePages(endpoint, input)
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  if (!pages.loading && pages.items.length === 0) return <p className="quiet">{nothing}</p>
  return (
    <>
      <DataList
        label={label}
        columns={columns}
        rows={pages.loading ? undefined : (pages.items as RowOf<A>[])}
        stale={pages.stale}
        open={open}
      />
      {pages.more && (
        <Button variant="default" size="xs" mt="sm" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
    </>
  )
}
