import { TextInput, type TextInputProps } from '@mantine/core'
import { lazy, Suspense, useRef, useState } from 'react'
import { useFormat } from '../format.ts'
import { type Ahead, type DateFieldProps, dateLook } from './date-look.tsx'

const CalendarInput = lazy(() => import('./calendar-input.tsx'))

/**
 * A date. Takes `2026-11-04`, `11/4`, `nov 4`, `today`, `+30` and `-1`. The calendar is heavy: until it is there, a
 * field of the same look stands in its place, and hands over what was typed and the focus.
 */
export function DateInput(props: DateFieldProps) {
  const ahead = useRef<Ahead>({ focused: false, text: '' })
  return (
    <Suspense fallback={<Standing {...props} ahead={ahead.current} />}>
      <CalendarInput {...props} ahead={ahead.current} />
    </Suspense>
  )
}

type StandingProps = DateFieldProps & { ahead: Ahead }

function Standing({ ahead, value, label, description, error, size, required, className, style }: StandingProps) {
  const format = useFormat()
  const [text, setText] = useState(value ? format.date(value) : '')
  const look = { label, description, error, size, required, className, style } as TextInputProps
  return (
    <TextInput
      {...dateLook}
      {...look}
      value={text}
      onChange={(event) => {
        ahead.text = event.currentTarget.value
        setText(ahead.text)
      }}
      onFocus={() => {
        ahead.focused = true
      }}
      onBlur={() => {
        ahead.focused = false
      }}
    />
  )
}
