import { ActionIcon, Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDots } from '@tabler/icons-react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { GoLink, useGo } from '../link.tsx'
import { ActionMenu } from '../page/action.tsx'
import { type Column, sortName } from './columns.ts'
import classes from './list.module.css'
import type { DataListProps } from './row-list.tsx'

type Props<Row extends { id: string }> = DataListProps<Row> & { rows: readonly Row[] }

export function ListTable<Row extends { id: string }>(props: Props<Row>) {
  const { label, columns, rows, stale, dense, choice, rowActions, totals } = props
  return (
    <div className={classes.scroll}>
      <table
        className={classes.table}
        aria-label={label}
        aria-busy={stale || undefined}
        data-stale={stale || undefined}
        data-dense={dense || undefined}
      >
        <thead>
          <tr>
            {choice && (
              <th className={classes.check}>
                <ChooseAll rows={rows} choice={choice} />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
            {rowActions && (
              <th className={classes.actions}>
                <span className="hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {rows.map((row) => (
            <Line key={row.id} row={row} list={props} />
          ))}
        </tbody>
        {totals && (
          <tfoot>
            <tr>
              {choice && <td />}
              {columns.map((column) => (
                <td key={column.key} data-align={column.align}>
                  {totals[column.key]}
                </td>
              ))}
              {rowActions && <td />}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function HeaderCell<Row>(props: {
  column: Column<Row>
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
}) {
  const { column, sort, onSort } = props
  const name = sortName(column)
  const up = sort === name
  const down = sort === `-${name}`
  const style = column.width === undefined ? undefined : { width: column.width }
  if (!name || !onSort) {
    return (
      <th scope="col" data-align={column.align} style={style}>
        {column.header}
      </th>
    )
  }
  // Money and dates are first wanted from the top, names from the beginning.
  const next = up ? `-${name}` : down ? name : column.align === 'right' ? `-${name}` : name
  const Arrow = down ? IconArrowDown : IconArrowUp
  return (
    <th
      scope="col"
      data-align={column.align}
      style={style}
      aria-sort={up ? 'ascending' : down ? 'descending' : undefined}
    >
      <button type="button" className={classes.sort} onClick={() => onSort(next)}>
        {column.header}
        <Arrow size={12} />
      </button>
    </th>
  )
}

function Line<Row extends { id: string }>({ row, list }: { row: Row; list: Props<Row> }) {
  const { columns, open, onOpen, choice, rowActions, label } = list
  const go = useGo()
  const to = open?.(row)
  const chosen = choice?.chosen.has(row.id) ?? false
  const follow = (event: MouseEvent) => {
    if (ownsClick(event)) return
    if (onOpen) onOpen(row)
    else if (to && (event.metaKey || event.ctrlKey)) window.open(event.currentTarget.querySelector('a')?.href ?? '')
    else if (to) go(to)
  }
  return (
    // The link in the first cell is the row's keyboard.
    <tr data-opens={to || onOpen ? '' : undefined} data-chosen={chosen || undefined} onClick={follow}>
      {choice && (
        <td className={classes.check}>
          <Checkbox
            size="xs"
            checked={chosen}
            onChange={() => choice.set(toggled(choice.chosen, row.id))}
            aria-label={`Select this of ${label}`}
          />
        </td>
      )}
      {columns.map((column, at) => (
        <td key={column.key} data-align={column.align}>
          {at === 0 ? <Opener row={row} list={list} column={column} /> : column.cell(row)}
        </td>
      ))}
      {rowActions && (
        <td className={classes.actions}>
          <ActionMenu actions={rowActions(row)} target={rowMenu} />
        </td>
      )}
    </tr>
  )
}

/** The first cell carries the link, so that a row has one stop for the keyboard. */
function Opener<Row extends { id: string }>({
  row,
  list,
  column,
}: {
  row: Row
  list: Props<Row>
  column: Column<Row>
}) {
  const to = list.open?.(row)
  if (to) {
    return (
      <GoLink to={to} className={classes.open} data-row="">
        {column.cell(row)}
      </GoLink>
    )
  }
  if (!list.onOpen) return column.cell(row)
  return (
    <button type="button" className={classes.opener} data-row="" onClick={() => list.onOpen?.(row)}>
      {column.cell(row)}
    </button>
  )
}

const rowMenu = (
  <ActionIcon variant="subtle" color="gray" aria-label="Actions of this row">
    <IconDots size={16} />
  </ActionIcon>
)

function ChooseAll<Row extends { id: string }>({
  rows,
  choice,
}: {
  rows: readonly Row[]
  choice: NonNullable<Props<Row>['choice']>
}) {
  const count = rows.filter((row) => choice.chosen.has(row.id)).length
  const all = rows.length > 0 && count === rows.length
  return (
    <Checkbox
      size="xs"
      checked={all}
      indeterminate={count > 0 && !all}
      onChange={() => choice.set(all ? new Set() : new Set(rows.map((row) => row.id)))}
      aria-label="Select all that are loaded"
    />
  )
}

function toggled(chosen: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

/** A click that belongs to something inside the row, or ends the selecting of text. */
function ownsClick(event: MouseEvent): boolean {
  const target = event.target as HTMLElement
  if (!event.currentTarget.contains(target)) return true
  return target.closest('a, button, input, label, [role="menu"]') !== null || String(getSelection() ?? '') !== ''
}

/** Arrows, `j` and `k` walk through the rows. */
function walkRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
  if (step === undefined || event.metaKey || event.ctrlKey || event.altKey) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const here = stops.indexOf(document.activeElement as HTMLElement)
  if (here < 0) return
  event.preventDefault()
  stops[here + step]?.focus()
}
