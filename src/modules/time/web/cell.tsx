import { useState } from 'react'
import { formatDuration, parseDuration } from '../domain/typed.ts'
import { type Cell, stateOfCell } from './sheet-rows.ts'
import classes from './week.module.css'

type Props = {
  /** Says row and day to those who cannot see them. */
  label: string
  cell: Cell | undefined
  typable: boolean
  /** Resolves to false when it could not be saved. */
  save: (minutes: number) => Promise<boolean>
  /** For cells that are not typed into. */
  open: () => void
  /** Its place, for the arrow keys. */
  place: string
}

/** A day of a row: typed into, or a button that shows what is there. */
export function SheetCell({ label, cell, typable, save, open, place }: Props) {
  const minutes = cell?.minutes ?? 0
  if (typable) return <TypedCell key={minutes} label={label} minutes={minutes} save={save} place={place} />
  if (!cell) return <span className={classes.still} />
  const state = stateOfCell(cell)
  return (
    <button type="button" className={classes.shut} data-cell={place} data-state={state} onClick={open} title={state}>
      <span className={classes.srOnly}>{`${label}, ${state}: `}</span>
      {formatDuration(minutes)}
    </button>
  )
}

function TypedCell({ label, minutes, save, place }: Pick<Props, 'label' | 'save' | 'place'> & { minutes: number }) {
  const written = minutes === 0 ? '' : formatDuration(minutes)
  const [text, setText] = useState(written)
  const [reason, setReason] = useState<string | undefined>(undefined)
  const [saving, setSaving] = useState(false)

  async function settle(): Promise<void> {
    const reading = parseDuration(text)
    if (!reading.ok) return setReason(reading.reason)
    setText(reading.value === 0 ? '' : formatDuration(reading.value))
    if (reading.value === minutes) return
    setSaving(true)
    if (!(await save(reading.value))) setText(written)
    setSaving(false)
  }

  return (
    <input
      className={classes.cell}
      data-cell={place}
      data-saving={saving || undefined}
      aria-label={label}
      aria-invalid={reason !== undefined}
      title={reason}
      inputMode="text"
      autoComplete="off"
      placeholder="–"
      value={text}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setText(event.currentTarget.value)
        setReason(undefined)
      }}
      onBlur={() => void settle()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        setText(written)
        setReason(undefined)
      }}
    />
  )
}
