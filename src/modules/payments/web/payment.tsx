import { IconArrowBackUp, IconCash, IconFileText, IconMail, IconReceiptRefund } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Deliveries } from '#modules/documents/web/index.tsx'
import { fileUrl } from '#ui/api.ts'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import { TextLink } from '#ui/link.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { type PaymentDetail, readPayment, readReceipt } from '../contract.ts'
import { lessUnderway } from '../domain/index.ts'
import { PaymentState } from './columns.tsx'
import { PaymentEntries } from './payment-entries.tsx'
import { figuresOf, notArrived, WhatItPaid } from './payment-parts.tsx'
import { Refunds } from './refunds.tsx'
import { methodName } from './words.ts'

const EmailReceipt = lazy(async () => ({ default: (await import('./email-receipt.tsx')).EmailReceipt }))
const SettlePayment = lazy(async () => ({ default: (await import('./settle-payment.tsx')).SettlePayment }))
const FailPayment = lazy(async () => ({ default: (await import('./fail-payment.tsx')).FailPayment }))
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
  const [dialog, setDialog] = useState<'receipt' | 'refund' | 'reverse' | 'arrived' | 'failed' | null>(null)
  const close = () => setDialog(null)
  const left = payment.amountCents - lessUnderway(payment, payment.refunds).refundedCents
  const companyId = useCompanyId() ?? ''
  return (
    <>
      <Page
        title={`Payment of ${format.money(payment.amountCents)}`}
        crumbs={[{ label: 'Payments', to: '/payments' }]}
        state={<PaymentState payment={payment} />}
        below={<FigureStrip figures={figuresOf(payment, format.money)} />}
        rail={<Rail payment={payment} />}
        {...actsOf(payment, setDialog)}
        menu={[
          {
            label: 'Receipt (PDF)',
            icon: IconFileText,
            hidden: notArrived(payment),
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
            disabled: left === 0 && 'All of it was refunded or is on its way back.',
            run: () => setDialog('refund'),
          },
          {
            label: 'Reverse this payment…',
            icon: IconArrowBackUp,
            needs: 'payments:refund',
            danger: true,
            hidden: payment.state !== 'succeeded',
            disabled: left < payment.amountCents && 'Part of it was refunded or is on its way back.',
            run: () => setDialog('reverse'),
          },
        ]}
      >
        <WhatItPaid payment={payment} />
        <Refunds refunds={payment.refunds} />
        {payment.entries.length > 0 && <PaymentEntries entries={payment.entries} />}
      </Page>
      <Suspense>
        {dialog === 'receipt' && <EmailReceipt payment={payment} close={close} />}
        {dialog === 'refund' && <RefundPayment payment={payment} close={close} />}
        {dialog === 'arrived' && <SettlePayment payment={payment} close={close} />}
        {dialog === 'failed' && <FailPayment payment={payment} close={close} />}
        {dialog === 'reverse' && <ReversePayment payment={payment} close={close} />}
      </Suspense>
    </>
  )
}

/** What is done about a payment that is on its way. */
function actsOf(payment: PaymentDetail, open: (dialog: 'arrived' | 'failed') => void) {
  if (payment.state !== 'pending') return {}
  const needs = 'payments:write' as const
  return {
    primary: { label: 'Arrived…', icon: IconCash, needs, run: () => open('arrived') },
    secondary: [{ label: 'Failed…', needs, run: () => open('failed') }],
  }
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
          [notArrived(payment) ? 'Sent' : 'Received', <Day key="day" date={payment.receivedOn} />],
          ['Sent', !notArrived(payment) && payment.announcedOn && <Day key="sent" date={payment.announcedOn} />],
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
      {payment.failure && (
        <Facts
          heading="Failed"
          facts={[
            ['On', <Day key="day" date={payment.failure.failedOn} />],
            ['Why', payment.failure.reason],
          ]}
        />
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
