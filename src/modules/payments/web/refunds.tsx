import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import type { Refund } from '../contract.ts'
import classes from './payments.module.css'

/** On a payment: what of it went back, and from where. */
export function Refunds({ refunds }: { refunds: readonly Refund[] }) {
  if (refunds.length === 0) return null
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>What went back</h2>
      <DataList
        label="What went back"
        columns={[
          { key: 'day', header: 'Day', cell: (refund) => <Day date={refund.refundedOn} />, width: 130 },
          { key: 'from', header: 'From', cell: (refund) => fromOf(refund) },
          {
            key: 'why',
            header: 'Why',
            cell: (refund) => [refund.reason, refund.reference].filter(Boolean).join(', '),
            card: 'none',
          },
          {
            key: 'amount',
            header: 'Amount',
            align: 'right',
            width: 130,
            cell: (refund) => (
              <>
                {refund.state !== 'succeeded' && <StateDot state={refund.state} />} <Money cents={refund.amountCents} />
              </>
            ),
            card: 'amount',
          },
        ]}
        rows={refunds}
      />
    </section>
  )
}

function fromOf({ creditCents, invoices }: Refund): string {
  return [...(creditCents > 0 ? ['Client credit'] : []), ...invoices.map((one) => one.number)].join(', ')
}
