import { Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useFocusBack } from '#ui/focus-back.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { type PaymentDetail, reversePayment } from '../contract.ts'

/** Asks before a payment is undone: what opens again, which credit is taken back. */
export function ReversePayment({ payment, close }: { payment: PaymentDetail; close: () => void }) {
  const format = useFormat()
  useFocusBack()
  const [reversedOn, setReversedOn] = useState<string | null>(format.today())
  const [reason, setReason] = useState('')
  const [settled] = useDebouncedValue(reason, 350)
  const opens = payment.allocations.map((one) => one.invoiceNumber).join(', ')
  return (
    <ConfirmMoney
      endpoint={reversePayment}
      input={{ paymentId: payment.id, reason: settled || null, ...(reversedOn ? { reversedOn } : {}) }}
      title={`Reverse payment of ${format.money(payment.amountCents)}`}
      danger
      consequences={[
        opens && `${opens} will be owed again; a paid invoice keeps that state and shows its open balance.`,
        payment.creditedCents > 0 && `${format.money(payment.creditedCents)} of client credit is taken back.`,
        'The payment stays on record, marked as reversed. This cannot be undone.',
      ].filter(Boolean)}
      done="Payment reversed"
      close={close}
    >
      <Stack gap="md">
        <TextInput
          label="Reason"
          placeholder="The check bounced"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DateInput
          label="Reversed on"
          value={reversedOn}
          onChange={setReversedOn}
          minDate={payment.receivedOn}
          maxDate={format.today()}
        />
      </Stack>
    </ConfirmMoney>
  )
}
