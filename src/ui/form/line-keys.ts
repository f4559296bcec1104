import { type KeyboardEvent, useRef } from 'react'

/**
 * The keys of a table of lines: Enter goes on to the next line and adds one at the end, so that it never sends the form
 * by accident. `first` is the place of the field in which a line is begun.
 */
export function useLineKeys({ count, add, first = 0 }: { count: number; add: () => void; first?: number }) {
  const table = useRef<HTMLTableElement>(null)
  const focusLine = (at: number) =>
    requestAnimationFrame(() =>
      table.current?.tBodies[0]?.rows[at]
        ?.querySelectorAll<HTMLInputElement>('input:not([type=hidden])')
        [first]?.focus(),
    )
  const addLine = () => {
    add()
    focusLine(count)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const input = event.target as HTMLInputElement
    if (event.key !== 'Enter' || event.metaKey || event.ctrlKey || input.tagName !== 'INPUT') return
    // In an open list Enter chooses.
    if (input.getAttribute('aria-expanded') === 'true') return
    event.preventDefault()
    const next = input.closest('tr')?.rowIndex ?? 0
    if (next >= count) addLine()
    else focusLine(next)
  }
  return { table, onKeyDown, addLine }
}
