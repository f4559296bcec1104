import { TextInput, type TextInputProps } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useFormat } from '../format.ts'
import { type DateFieldProps, dateLook } from './date-look.tsx'

const CalendarInput = lazy(() => import('./calendar-input.tsx'))

/**
 * A date. Takes `2026-11-04`, `11/4`, `nov 4`, `today`, `+30` and `-1`. The calendar is heavy: until it is there, a
 * field of the same look stands in its place.
 */
export function DateInput(props: DateFieldProps) {
  return (
    <Suspense fallback={<Standing {...props} />}>
      <CalendarInput {...props} />
    </Suspense>
  )
}

function Standing({ value, label, description, error, size, required, className, style }: DateFieldProps) {
  const format = useFormat()
  const look = { label, description, error, size, required, className, style } as TextInputProps
  return <TextInput {...dateLook} {...look} value={value ? format.date(value) : ''} readOnly />
}
