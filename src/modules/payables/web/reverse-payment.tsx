import { Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { type BillPayment, reverseBillPayment } from '../contract.ts'

/** Asks before a payment is undone: its bills are owed again. */
export function ReversePayment({ payment, close }: { payment: BillPayment; close: () => void }) {
  const format = useFormat()
  const [reversedOn, setReversedOn] = useState<string | null>(format.today())
  const [reason, setReason] = useState('')
  const [settled] = useDebouncedValue(reason, 350)
  const many = payment.bills.length > 1
  return (
    <ConfirmMoney
      endpoint={reverseBillPayment}
      input={{ billPaymentId: payment.id, reason: settled || null, ...(reversedOn ? { reversedOn } : {}) }}
      title={`Reverse payment of ${format.money(payment.amountCents)}`}
      danger
      consequences={[
        many ? `Its ${payment.bills.length} bills are owed again.` : 'Its bill is owed again.',
        'The payment stays on record, marked as reversed. This cannot be undone.',
      ]}
      done="Payment reversed"
      close={close}
    >
      <Stack gap="md">
        <TextInput
          label="Reason"
          placeholder="Returned by the bank"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DateInput
          label="Reversed on"
          value={reversedOn}
          onChange={setReversedOn}
          minDate={payment.paidOn}
          maxDate={format.today()}
        />
      </Stack>
    </ConfirmMoney>
  )
}
