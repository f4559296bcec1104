import { useFormat } from '#ui/format.ts'
import { ReverseMoney } from '#ui/paper/reverse-money.tsx'
import { type PaymentDetail, reversePayment } from '../contract.ts'

/** Asks before a payment is undone: what opens again, which credit is taken back. */
export function ReversePayment({ payment, close }: { payment: PaymentDetail; close: () => void }) {
  const format = useFormat()
  const opens = payment.allocations.map((one) => one.invoiceNumber).join(', ')
  return (
    <ReverseMoney
      endpoint={reversePayment}
      input={(reason, reversedOn) => ({ paymentId: payment.id, reason, ...(reversedOn ? { reversedOn } : {}) })}
      title={`Reverse payment of ${format.money(payment.amountCents)}`}
      danger
      consequences={[
        opens && `${opens} will be owed again; a paid invoice keeps that state and shows its open balance.`,
        payment.creditedCents > 0 && `${format.money(payment.creditedCents)} of client credit is taken back.`,
        'The payment stays on record, marked as reversed. This cannot be undone.',
      ].filter(Boolean)}
      done="Payment reversed"
      example="The check bounced"
      day={{ label: 'Reversed on', from: payment.receivedOn }}
      close={close}
    />
  )
}
