import { type RefObject, useEffect, useRef } from 'react'

/** Takes the focus when the field arrives, unless somebody types elsewhere already: pickers come late. */
export function useFirstFocus(wanted: boolean): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const typing = document.activeElement?.matches('input, textarea, select, [contenteditable]')
    if (wanted && !typing) field.current?.focus()
  }, [wanted])
  return field
}
