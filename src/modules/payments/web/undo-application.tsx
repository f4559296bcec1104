import { Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { reverseCreditApplication } from '../contract.ts'

export type AppliedCredit = {
  applicationId: string
  clientId: string
  invoiceNumber: string
  appliedOn: string
  amountCents: number
}

/** Asks before credit is taken off an invoice again. */
export function UndoApplication({ applied, close }: { applied: AppliedCredit; close: () => void }) {
  const format = useFormat()
  const [reversedOn, setReversedOn] = useState<string | null>(format.today())
  const [reason, setReason] = useState('')
  const [settled] = useDebouncedValue(reason, 350)
  const { applicationId, clientId, invoiceNumber, amountCents } = applied
  return (
    <ConfirmMoney
      endpoint={reverseCreditApplication}
      input={{ clientId, applicationId, reason: settled || null, ...(reversedOn ? { reversedOn } : {}) }}
      title={`Take ${format.money(amountCents)} off ${invoiceNumber}`}
      verb="Take credit off"
      consequences={[
        `${invoiceNumber} owes ${format.money(amountCents)} again; a paid invoice keeps that state and shows its open balance.`,
        'The client has the credit back.',
      ]}
      done="Credit taken off the invoice"
      close={close}
    >
      <Stack gap="md">
        <TextInput
          label="Reason"
          placeholder="Meant for another invoice"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DateInput
          label="Taken off on"
          value={reversedOn}
          onChange={setReversedOn}
          minDate={applied.appliedOn}
          maxDate={format.today()}
        />
      </Stack>
    </ConfirmMoney>
  )
}
