import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import type { Reading } from '#kernel/reading.ts'

export type TypedInputProps<T> = Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange'> & {
  value: T | null | undefined
  /** Called on every keystroke that can be read; null when empty. What cannot be read stays in the field and is explained. */
  onChange: (value: T | null) => void
}

const noteBelow: NonNullable<TextInputProps['inputWrapperOrder']> = ['label', 'input', 'description', 'error']

type Props<T> = TypedInputProps<T> & { read: (text: string) => Reading<T>; write: (value: T) => string }

/** Text in which a value is typed: stays as typed while it has the focus, and is written out neatly after. */
export function TypedInput<T>({ value, onChange, read, write, error, onBlur, onFocus, ...rest }: Props<T>) {
  const [draft, setDraft] = useState<string | undefined>(undefined)
  const [reason, setReason] = useState<string | undefined>(undefined)
  const [note, setNote] = useState<string | undefined>(undefined)
  const written = value === null || value === undefined ? '' : write(value)

  function type(text: string): void {
    setDraft(text)
    setReason(undefined)
    setNote(undefined)
    const reading = text.trim() === '' ? undefined : read(text)
    if (!reading) onChange(null)
    else if (reading.ok) onChange(reading.value)
  }

  function settle(): void {
    if (draft === undefined) return
    const reading = draft.trim() === '' ? undefined : read(draft)
    if (reading && !reading.ok) setReason(reading.reason)
    else setDraft(undefined)
    // What was typed is gone from the field now: what was done to it is said below, until something else is typed.
    if (reading?.ok) setNote(reading.note)
  }

  return (
    <TextInput
      autoComplete="off"
      {...rest}
      {...(note ? { description: note, inputWrapperOrder: noteBelow } : {})}
      value={draft ?? written}
      error={reason ?? error}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={(event) => {
        event.currentTarget.select()
        onFocus?.(event)
      }}
      onBlur={(event) => {
        settle()
        onBlur?.(event)
      }}
    />
  )
}

/** Figures stand at the right, where the eye compares them. */
export const figures = { input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } } as const
