import { useFormat } from '#ui/format.ts'
import { ReverseMoney } from '#ui/paper/reverse-money.tsx'
import { failPayment, type PaymentDetail } from '../contract.ts'

const usual = 'It never came'

/** Asks before money that was on its way is given up. */
export function FailPayment({ payment, close }: { payment: PaymentDetail; close: () => void }) {
  const format = useFormat()
  return (
    <ReverseMoney
      endpoint={failPayment}
      input={(reason, failedOn) => ({
        ...{ paymentId: payment.id, reason: reason ?? usual },
        ...(failedOn ? { failedOn } : {}),
      })}
      title={`Payment of ${format.money(payment.amountCents)} failed`}
      verb="Mark as failed"
      danger
      consequences={[
        'It moved nothing so far, so nothing is undone.',
        'The payment stays on record, marked as failed. This cannot be undone.',
      ]}
      done="Payment marked as failed"
      example={usual}
      day={{ label: 'Failed on', from: payment.announcedOn ?? payment.receivedOn }}
      close={close}
    />
  )
}
