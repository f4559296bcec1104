import { Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { reverseWriteOff, type WriteOff } from '../contract.ts'
import { touched } from './words.ts'

/** Asks before a write-off is recovered: the invoice is owed again. */
export function RecoverWriteOff({ writeOff, close }: { writeOff: WriteOff; close: () => void }) {
  const format = useFormat()
  const [reversedOn, setReversedOn] = useState<string | null>(format.today())
  const [reason, setReason] = useState('')
  const [settled] = useDebouncedValue(reason, 350)
  return (
    <ConfirmMoney
      endpoint={reverseWriteOff}
      input={{ writeOffId: writeOff.id, reason: settled || null, ...(reversedOn ? { reversedOn } : {}) }}
      title={`Recover ${format.money(writeOff.amountCents)}`}
      consequences={[
        `Invoice ${writeOff.invoiceNumber} is owed again, so that a late payment can be recorded on it.`,
        'The write-off stays on record, marked as recovered.',
      ]}
      invalidates={touched}
      done="Write-off recovered"
      close={close}
    >
      <Stack gap="md">
        <TextInput
          label="Reason"
          placeholder="They pay after all"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DateInput
          label="Recovered on"
          value={reversedOn}
          onChange={setReversedOn}
          minDate={writeOff.writtenOffOn}
          maxDate={format.today()}
        />
      </Stack>
    </ConfirmMoney>
  )
}
