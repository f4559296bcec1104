import { useFormat } from '#ui/format.ts'
import { ReverseMoney } from '#ui/paper/reverse-money.tsx'
import { type BillPayment, reverseBillPayment } from '../contract.ts'

/** Asks before a payment is undone: its bills are owed again. */
export function ReversePayment({ payment, close }: { payment: BillPayment; close: () => void }) {
  const format = useFormat()
  const many = payment.bills.length > 1
  return (
    <ReverseMoney
      endpoint={reverseBillPayment}
      input={(reason, reversedOn) => ({ billPaymentId: payment.id, reason, ...(reversedOn ? { reversedOn } : {}) })}
      title={`Reverse payment of ${format.money(payment.amountCents)}`}
      danger
      consequences={[
        many ? `Its ${payment.bills.length} bills are owed again.` : 'Its bill is owed again.',
        'The payment stays on record, marked as reversed. This cannot be undone.',
      ]}
      done="Payment reversed"
      example="Returned by the bank"
      day={{ label: 'Reversed on', from: payment.paidOn }}
      close={close}
    />
  )
}
