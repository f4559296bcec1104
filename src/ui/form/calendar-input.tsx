import '@mantine/dates/styles.layer.css'
import { DateInput } from '@mantine/dates'
import { useFormat } from '../format.ts'
import { type DateFieldProps, dateLook } from './date-look.tsx'
import { readDate } from './read-date.ts'

/** The field with its calendar; a chunk of its own. */
export default function CalendarInput({ value, ...rest }: DateFieldProps) {
  const format = useFormat()
  return (
    <DateInput
      {...dateLook}
      {...rest}
      value={value || null}
      valueFormat={(date) => format.date(date)}
      dateParser={(text) => readDate(text, format.today(), format.locale) ?? null}
    />
  )
}
