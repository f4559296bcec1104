import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import type { BillDetail } from '../contract.ts'
import classes from './payables.module.css'

/** What was paid on the bill; each payment opens. */
export function BillPayments({ bill }: { bill: BillDetail }) {
  if (bill.payments.length === 0) return null
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>Payments</h2>
      <DataList
        label="Payments of this bill"
        columns={[
          { key: 'paidOn', header: 'Paid', cell: (row) => <Day date={row.paidOn} />, width: 130 },
          { key: 'account', header: 'From', cell: (row) => row.accountName },
          { key: 'reference', header: 'Reference', cell: (row) => row.reference, card: 'none' },
          {
            key: 'state',
            header: 'State',
            cell: (row) => <StateDot state={row.reversedOn ? 'reversed' : 'paid'} />,
            width: 120,
          },
          {
            key: 'amount',
            header: 'Amount',
            align: 'right',
            cell: (row) => <Money cents={row.amountCents} />,
            width: 130,
          },
        ]}
        rows={bill.payments.map((payment) => ({ ...payment, id: payment.paymentId }))}
        open={(row) => `/bill-payments/${row.id}`}
      />
    </section>
  )
}
