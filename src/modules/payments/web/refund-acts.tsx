import { useState } from 'react'
import { laterDate } from '#kernel/calendar.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { ReverseMoney } from '#ui/paper/reverse-money.tsx'
import { failRefund, type Refund, settleRefund } from '../contract.ts'

type Props = { refund: Refund; close: () => void }

/** Asks before money that was on its way back is booked. */
export function SettleRefund({ refund, close }: Props) {
  const format = useFormat()
  const from = refund.announcedOn ?? refund.refundedOn
  const latest = laterDate(format.today(), from)
  const [refundedOn, setRefundedOn] = useState<string | null>(latest)
  const owed = refund.invoices.map((one) => one.number).join(', ')
  return (
    <ConfirmMoney
      endpoint={settleRefund}
      input={{ refundId: refund.id, ...(refundedOn ? { refundedOn } : {}) }}
      title={`Refund of ${format.money(refund.amountCents)} arrived`}
      verb="Book the refund"
      consequences={[
        owed && `${owed} will be owed again; a paid invoice keeps that state and shows its open balance.`,
        refund.creditCents > 0 && `${format.money(refund.creditCents)} of client credit is used.`,
      ].filter(Boolean)}
      done="Refund booked"
      close={close}
    >
      <DateInput label="Refunded on" value={refundedOn} onChange={setRefundedOn} minDate={from} maxDate={latest} />
    </ConfirmMoney>
  )
}

const usual = 'It was returned'

/** Asks before money that was on its way back is given up. */
export function FailRefund({ refund, close }: Props) {
  const format = useFormat()
  return (
    <ReverseMoney
      endpoint={failRefund}
      input={(reason, failedOn) => ({
        ...{ refundId: refund.id, reason: reason ?? usual },
        ...(failedOn ? { failedOn } : {}),
      })}
      title={`Refund of ${format.money(refund.amountCents)} failed`}
      verb="Mark as failed"
      danger
      consequences={['It moved nothing so far. What was kept for it is free again.', 'This cannot be undone.']}
      done="Refund marked as failed"
      example={usual}
      day={{ label: 'Failed on', from: refund.announcedOn ?? refund.refundedOn }}
      close={close}
    />
  )
}
