import { IconArrowBackUp, IconFileText, IconMail, IconReceiptRefund } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Deliveries } from '#modules/documents/web/index.tsx'
import { fileUrl } from '#ui/api.ts'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import { TextLink } from '#ui/link.tsx'
import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { type Allocation, type PaymentDetail, readPayment, readReceipt } from '../contract.ts'
import { PaymentState } from './columns.tsx'
import { PaymentEntries } from './payment-entries.tsx'
import classes from './payments.module.css'
import { Refunds } from './refunds.tsx'
import { methodName } from './words.ts'

const EmailReceipt = lazy(async () => ({ default: (await import('./email-receipt.tsx')).EmailReceipt }))
const RefundPayment = lazy(async () => ({ default: (await import('./refund-payment.tsx')).RefundPayment }))
const ReversePayment = lazy(async () => ({ default: (await import('./reverse-payment.tsx')).ReversePayment }))

/** One payment: what it paid, what became credit, and its entries in the books. */
export function PaymentScreen() {
  const { paymentId } = useParams({ strict: false }) as { paymentId: string }
  const { data: payment, error, refetch } = useRead(readPayment, { paymentId })
  useLive({ payments: ['/payments'] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!payment) return <ScreenSkeleton />
  return <OnePayment payment={payment} />
}

function OnePayment({ payment }: { payment: PaymentDetail }) {
  const format = useFormat()
  const [dialog, setDialog] = useState<'receipt' | 'refund' | 'reverse' | null>(null)
  const close = () => setDialog(null)
  const companyId = useCompanyId() ?? ''
  return (
    <>
      <Page
        title={`Payment of ${format.money(payment.amountCents)}`}
        crumbs={[{ label: 'Payments', to: '/payments' }]}
        state={<PaymentState payment={payment} />}
        below={<FigureStrip figures={figuresOf(payment, format.money)} />}
        rail={<Rail payment={payment} />}
        menu={[
          {
            label: 'Receipt (PDF)',
            icon: IconFileText,
            href: fileUrl(readReceipt, { paymentId: payment.id }, companyId),
          },
          {
            label: 'E-mail the receipt…',
            icon: IconMail,
            needs: 'documents:send',
            hidden: payment.state !== 'succeeded',
            run: () => setDialog('receipt'),
          },
          {
            label: 'Refund…',
            icon: IconReceiptRefund,
            needs: 'payments:refund',
            hidden: payment.state !== 'succeeded',
            disabled: payment.refundedCents === payment.amountCents && 'All of it was refunded.',
            run: () => setDialog('refund'),
          },
          {
            label: 'Reverse this payment…',
            icon: IconArrowBackUp,
            needs: 'payments:refund',
            danger: true,
            hidden: payment.reversal !== null,
            disabled: payment.refundedCents > 0 && 'Part of it was refunded.',
            run: () => setDialog('reverse'),
          },
        ]}
      >
        <section className={classes.block}>
          <h2 className={classes.heading}>What it paid</h2>
          {payment.allocations.length === 0 ? (
            <p className="quiet">No invoice. All of it became client credit.</p>
          ) : (
            <DataList
              label="What it paid"
              columns={[
                { key: 'invoice', header: 'Invoice', cell: (row) => row.invoiceNumber },
                ...(payment.refundedCents > 0 ? [refundedColumn] : []),
                { key: 'amount', header: 'Amount', align: 'right', cell: (row) => <Money cents={row.amountCents} /> },
              ]}
              rows={payment.allocations.map((one) => ({ ...one, id: one.invoiceId }))}
              open={(row) => `/invoices/${row.invoiceId}`}
            />
          )}
        </section>
        <Refunds refunds={payment.refunds} />
        <PaymentEntries entries={payment.entries} />
      </Page>
      <Suspense>
        {dialog === 'receipt' && <EmailReceipt payment={payment} close={close} />}
        {dialog === 'refund' && <RefundPayment payment={payment} close={close} />}
        {dialog === 'reverse' && <ReversePayment payment={payment} close={close} />}
      </Suspense>
    </>
  )
}

const refundedColumn: Column<Allocation & { id: string }> = {
  key: 'refunded',
  header: 'Refunded',
  align: 'right',
  cell: (row) => row.refundedCents > 0 && <Money cents={row.refundedCents} />,
  card: 'none',
}

function figuresOf(payment: PaymentDetail, write: (cents: number) => string) {
  const figures = [
    { label: 'Amount', cents: payment.amountCents },
    {
      label: 'To invoices',
      cents: payment.amountCents - payment.creditedCents,
      note:
        payment.allocations.length > 1
          ? `${payment.allocations.length} invoices`
          : payment.allocations[0]?.invoiceNumber,
    },
    { label: 'To client credit', cents: payment.creditedCents, to: `/clients/${payment.clientId}?tab=credit` },
  ]
  return [
    ...figures,
    ...(payment.feeCents > 0
      ? [
          {
            label: 'Processing fee',
            cents: payment.feeCents,
            note: `${write(payment.amountCents - payment.feeCents)} net`,
          },
        ]
      : []),
    ...(payment.refundedCents > 0 ? [{ label: 'Refunded', cents: payment.refundedCents, tone: 'red' as const }] : []),
  ]
}

function Rail({ payment }: { payment: PaymentDetail }) {
  return (
    <>
      <Facts
        heading="Payment"
        facts={[
          [
            'Client',
            <TextLink key="client" to={`/clients/${payment.clientId}`}>
              {payment.clientName}
            </TextLink>,
          ],
          ['Received', <Day key="day" date={payment.receivedOn} />],
          ['Method', methodName(payment.method)],
          ['Reference', payment.reference],
          ['Recorded', <When key="when" at={payment.createdAt} />],
          ['Notes', payment.notes],
        ]}
      />
      {payment.deliveries.length > 0 && (
        <Suspense>
          <Deliveries of={payment} />
        </Suspense>
      )}
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
