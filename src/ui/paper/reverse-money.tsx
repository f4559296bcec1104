import { Stack, TextInput } from '@mantine/core'
import { type ComponentProps, useState } from 'react'
import type { z } from 'zod'
import { laterDate } from '#kernel/calendar.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { DateInput } from '../form/date-input.tsx'
import { useFormat } from '../format.ts'
import { ConfirmMoney } from './confirm-money.tsx'

type Confirm<I extends z.ZodObject, A extends z.ZodType> = ComponentProps<typeof ConfirmMoney<I, A>>

type Props<I extends z.ZodObject, A extends z.ZodType> = Omit<
  Confirm<I, A>,
  'endpoint' | 'input' | 'previewInput' | 'children'
> & {
  endpoint: Endpoint<I, A>
  /** The input with the reason and, unless it was emptied, the day that were chosen. */
  input: (reason: string | null, day: string | undefined) => z.input<I>
  /** An example of a reason. */
  example: string
  /** What the day is called, and the first that it may be. */
  day: { label: string; from: string }
}

/** `ConfirmMoney` for taking back what was posted: says why, and on which day. The entries do not depend on the reason. */
export function ReverseMoney<I extends z.ZodObject, A extends z.ZodType>({
  input,
  example,
  day,
  ...confirm
}: Props<I, A>) {
  const format = useFormat()
  const latest = laterDate(format.today(), day.from)
  const [reversedOn, setReversedOn] = useState<string | null>(latest)
  const [reason, setReason] = useState('')
  const on = reversedOn ?? undefined
  return (
    <ConfirmMoney
      {...(confirm as Omit<Confirm<I, A>, 'input'>)}
      input={input(reason.trim() || null, on)}
      previewInput={input(null, on)}
    >
      <Stack gap="md">
        <TextInput
          label="Reason"
          placeholder={example}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DateInput label={day.label} value={reversedOn} onChange={setReversedOn} minDate={day.from} maxDate={latest} />
      </Stack>
    </ConfirmMoney>
  )
}
