import { IconArrowBackUp } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import { TextLink } from '#ui/link.tsx'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type BillPayment, readBillPayment } from '../contract.ts'
import { Entries } from './entries.tsx'
import classes from './payables.module.css'
import { billName } from './words.ts'

const ReversePayment = lazy(async () => ({ default: (await import('./reverse-payment.tsx')).ReversePayment }))

/** One payment to a vendor: which bills it paid, from where, and its entries. */
export function BillPaymentScreen() {
  const format = useFormat()
  const { billPaymentId } = useParams({ strict: false }) as { billPaymentId: string }
  const { data: payment, error, refetch } = useRead(readBillPayment, { billPaymentId })
  const [undoing, setUndoing] = useState(false)
  useLive({ bills: ['/bill-payments'] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!payment) return <ScreenSkeleton />
  return (
    <>
      <Page
        title={`Payment of ${format.money(payment.amountCents)}`}
        crumbs={[
          { label: 'Bills', to: '/bills' },
          { label: payment.vendorName, to: `/vendors/${payment.vendorId}` },
        ]}
        state={<StateDot state={payment.state} />}
        menu={[
          {
            label: 'Reverse this payment…',
            icon: IconArrowBackUp,
            needs: 'payables:write',
            danger: true,
            hidden: payment.state === 'reversed',
            run: () => setUndoing(true),
          },
        ]}
        rail={<Rail payment={payment} />}
      >
        <section className={classes.block}>
          <h2 className={classes.heading}>What it paid</h2>
          <DataList
            label="What it paid"
            columns={[
              {
                key: 'bill',
                header: 'Bill',
                cell: (row) => billName({ number: row.billNumber, billedOn: row.billedOn }),
              },
              { key: 'date', header: 'Date', cell: (row) => <Day date={row.billedOn} />, width: 140 },
              {
                key: 'amount',
                header: 'Amount',
                align: 'right',
                cell: (row) => <Money cents={row.amountCents} />,
                width: 140,
              },
            ]}
            rows={payment.bills.map((one) => ({ ...one, id: one.billId }))}
            open={(row) => `/bills/${row.billId}`}
          />
        </section>
        <Entries entries={payment.entries} />
      </Page>
      <Suspense>{undoing && <ReversePayment payment={payment} close={() => setUndoing(false)} />}</Suspense>
    </>
  )
}

function Rail({ payment }: { payment: BillPayment }) {
  return (
    <>
      <Facts
        heading="Payment"
        facts={[
          [
            'Vendor',
            <TextLink key="vendor" to={`/vendors/${payment.vendorId}`}>
              {payment.vendorName}
            </TextLink>,
          ],
          ['Paid on', <Day key="day" date={payment.paidOn} />],
          ['From', `${payment.accountCode} ${payment.accountName}`],
          ['Reference', payment.reference],
          ['Recorded', <When key="when" at={payment.createdAt} />],
          ['Notes', payment.notes],
        ]}
      />
      {payment.reversal && (
        <Facts
          heading="Reversed"
          facts={[
            ['On', <Day key="day" date={payment.reversal.reversedOn} />],
            ['Why', payment.reversal.reason],
            ['Recorded', <When key="when" at={payment.reversal.createdAt} />],
          ]}
        />
      )}
    </>
  )
}
