import type { KeyboardEvent, ReactNode } from 'react'
import { useFormat } from '#ui/format.ts'
import type { Timesheet } from '../contract.ts'
import { formatDuration } from '../domain/typed.ts'
import { SheetCell } from './cell.tsx'
import { type Cell, isTypable, type Row } from './sheet-rows.ts'
import classes from './week.module.css'

export type GridProps = {
  sheet: Timesheet
  rows: readonly Row[]
  save: (row: Row, day: string, cell: Cell | undefined, minutes: number) => Promise<boolean>
  open: (row: Row, day: string, cell: Cell) => void
  /** Below the rows: adding one. */
  foot?: ReactNode
  stale?: boolean
}

/** A week as a grid; arrows and Enter walk through it. */
export function WeekGrid({ sheet, rows, save, open, foot, stale }: GridProps) {
  const names = useDayNames()
  return (
    <div className={classes.scroll} data-stale={stale || undefined}>
      <table className={classes.grid} aria-label={`Week of ${names.long(sheet.days[0] ?? '')}`} onKeyDown={walk}>
        <thead>
          <tr>
            <th scope="col">Project</th>
            {sheet.days.map((day) => (
              <th key={day} scope="col" data-today={day === sheet.today || undefined}>
                {names.short(day)}
              </th>
            ))}
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.key}>
              <th scope="row">
                <RowName row={row} />
              </th>
              {sheet.days.map((day, column) => {
                const cell = row.cells.get(day)
                return (
                  <td key={day} data-today={day === sheet.today || undefined}>
                    <SheetCell
                      label={`${nameOf(row)}, ${names.long(day)}`}
                      cell={cell}
                      typable={isTypable(sheet, cell)}
                      place={`${at}:${column}`}
                      save={(minutes) => save(row, day, cell, minutes)}
                      open={() => cell && open(row, day, cell)}
                    />
                  </td>
                )
              })}
              <td className={classes.sum}>{formatDuration(row.minutes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{foot}</td>
            {sheet.dayMinutes.map((minutes, column) => (
              <td key={sheet.days[column]} className={classes.sum}>
                {minutes > 0 ? formatDuration(minutes) : '–'}
              </td>
            ))}
            <td className={classes.sum}>{formatDuration(sheet.minutes)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

export function RowName({ row }: { row: Row }) {
  return (
    <>
      <span className={classes.project}>{row.projectName ?? 'No project'}</span>
      <span className={classes.service}>{[row.clientName, row.serviceName].filter(Boolean).join(' · ')}</span>
    </>
  )
}

export function nameOf(row: Row): string {
  return [row.projectName ?? 'No project', row.serviceName].filter(Boolean).join(', ')
}

/** `Mon 2` for heads, `Monday, March 2` for those who listen. */
export function useDayNames() {
  const { locale } = useFormat()
  const write = (day: string, options: Intl.DateTimeFormatOptions) =>
    day === ''
      ? ''
      : new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`))
  return {
    short: (day: string) => `${write(day, { weekday: 'short' })} ${write(day, { day: 'numeric' })}`,
    long: (day: string) => write(day, { weekday: 'long', day: 'numeric', month: 'long' }),
    /** `Nov 23 – 29, 2026` */
    range: (from: string, to: string) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(
        Date.parse(`${from}T00:00:00Z`),
        Date.parse(`${to}T00:00:00Z`),
      ),
    letter: (day: string) => write(day, { weekday: 'narrow' }),
  }
}

const steps: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Enter: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Moves the focus by a cell; sideways only from the edge of what is typed. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key]
  const target = event.target as HTMLElement
  const [row, column] = (target.dataset.cell ?? '').split(':').map(Number)
  if (!step || row === undefined || column === undefined || Number.isNaN(row)) return
  if (target instanceof HTMLInputElement && step[1] !== 0 && !atEdge(target, step[1])) return
  if (event.key === 'Enter' && target instanceof HTMLButtonElement) return
  const next = nextCell(event.currentTarget, row, column, step)
  event.preventDefault()
  if (next) next.focus()
  else if (event.key === 'Enter') target.blur()
}

/** Days without anything to focus are stepped over. */
function nextCell(
  table: HTMLElement,
  row: number,
  column: number,
  [down, right]: readonly [number, number],
): HTMLElement | null {
  for (let far = 1; far <= 60; far += 1) {
    const found = table.querySelector<HTMLElement>(`[data-cell="${row + down * far}:${column + right * far}"]`)
    if (found) return found
  }
  return null
}

function atEdge({ value, selectionStart, selectionEnd }: HTMLInputElement, direction: number): boolean {
  if (selectionStart === 0 && selectionEnd === value.length) return true
  return selectionStart === selectionEnd && selectionStart === (direction < 0 ? 0 : value.length)
}
