import { type KeyboardEvent, useEffect, useState } from 'react'
import classes from './type-ahead.module.css'

type Typing<Row> = {
  /** What the server found for what is typed … */
  rows: readonly Row[]
  /** … and whether it is the answer to exactly that, not to an earlier text. */
  settled: boolean
  /** False while the field shows what was chosen. */
  searching: boolean
  take: (row: Row) => void
}

/**
 * Type and press Enter: takes what is found first, also when the server answers after the key. Spread onto a searchable
 * `Select`; arrows and Enter on an option stay Mantine's.
 */
export function useTypeAhead<Row>({ rows, settled, searching, take }: Typing<Row>) {
  const [opened, setOpened] = useState(false)
  const [waiting, setWaiting] = useState(false)
  const takeFirst = () => {
    const [first] = rows
    setWaiting(false)
    if (first === undefined) return
    setOpened(false)
    take(first)
  }
  useEffect(() => {
    if (waiting && settled) takeFirst()
  })
  return {
    dropdownOpened: opened,
    onDropdownOpen: () => setOpened(true),
    onDropdownClose: () => setOpened(false),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.key !== 'Enter') return setWaiting(false)
      if (!searching || event.nativeEvent.isComposing || event.currentTarget.getAttribute('aria-activedescendant'))
        return
      event.preventDefault()
      if (settled) takeFirst()
      else setWaiting(true)
    },
    // The one that Enter takes is marked, until an arrow marks another.
    classNames: searching ? { options: classes.first ?? '' } : {},
  }
}
