import { lazy, Suspense, useState } from 'react'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import type { Refund } from '../contract.ts'
import classes from './payments.module.css'

const SettleRefund = lazy(async () => ({ default: (await import('./refund-acts.tsx')).SettleRefund }))
const FailRefund = lazy(async () => ({ default: (await import('./refund-acts.tsx')).FailRefund }))

/** On a payment: what of it went back or is on its way, and from where. */
export function Refunds({ refunds }: { refunds: readonly Refund[] }) {
  const [asked, setAsked] = useState<{ act: 'arrived' | 'failed'; refund: Refund } | null>(null)
  const close = () => setAsked(null)
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
            cell: (refund) => [refund.failure?.reason, refund.reason, refund.reference].filter(Boolean).join(', '),
            card: 'none',
          },
          {
            key: 'amount',
            header: 'Amount',
            align: 'right',
            width: 220,
            cell: (refund) => (
              <span className={classes.stateAmount}>
                {refund.state === 'pending' && <StateDot state="pending" label="On its way" />}
                {refund.state === 'failed' && <StateDot state="failed" />}
                <Money cents={refund.amountCents} />
              </span>
            ),
            card: 'amount',
          },
        ]}
        rows={refunds}
        rowActions={(refund) => [
          {
            label: 'Arrived…',
            needs: 'payments:refund',
            hidden: refund.state !== 'pending',
            run: () => setAsked({ act: 'arrived', refund }),
          },
          {
            label: 'Failed…',
            needs: 'payments:refund',
            hidden: refund.state !== 'pending',
            run: () => setAsked({ act: 'failed', refund }),
          },
        ]}
      />
      <Suspense>
        {asked?.act === 'arrived' && <SettleRefund refund={asked.refund} close={close} />}
        {asked?.act === 'failed' && <FailRefund refund={asked.refund} close={close} />}
      </Suspense>
    </section>
  )
}

function fromOf({ creditCents, invoices }: Refund): string {
  return [...(creditCents > 0 ? ['Client credit'] : []), ...invoices.map((one) => one.number)].join(', ')
}
