import '@mantine/dates/styles.layer.css'
import { DateInput } from '@mantine/dates'
import { useEffect, useRef } from 'react'
import { useFormat } from '../format.ts'
import { type Ahead, type DateFieldProps, dateLook } from './date-look.tsx'
import { readDate } from './read-date.ts'

/** The field with its calendar; a chunk of its own. */
export default function CalendarInput({ value, ahead, ...rest }: DateFieldProps & { ahead: Ahead }) {
  const format = useFormat()
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the calendar takes the place of the plain field
  useEffect(() => {
    const typed = ahead.text && readDate(ahead.text, format.today(), format.locale)
    if (typed) rest.onChange(typed)
    // After the date stands in the field: Mantine shows no new value while its calendar is open.
    if (ahead.focused) setTimeout(() => field.current?.focus())
  }, [])
  return (
    <DateInput
      {...dateLook}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      {...rest}
      ref={field}
      value={value || null}
      valueFormat={(date) => format.date(date)}
      dateParser={(text) => readDate(text, format.today(), format.locale) ?? null}
    />
  )
}
