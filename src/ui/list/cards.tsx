import { ActionIcon, Checkbox } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { GoLink } from '../link.tsx'
import { ActionMenu } from '../page/action.tsx'
import { cardPlaces } from './columns.ts'
import classes from './list.module.css'
import type { DataListProps } from './row-list.tsx'

type Props<Row extends { id: string }> = DataListProps<Row> & { rows: readonly Row[] }

/** The phone's rows: name and amount above, the rest quietly below. */
export function ListCards<Row extends { id: string }>(props: Props<Row>) {
  const { label, rows, stale, choice, rowActions } = props
  return (
    <ul className={classes.cards} aria-label={label} data-stale={stale || undefined}>
      {rows.map((row) => {
        const chosen = choice?.chosen.has(row.id) ?? false
        return (
          <li key={row.id} className={classes.card} data-chosen={chosen || undefined}>
            {choice && choice.chosen.size > 0 && (
              <Checkbox checked={chosen} onChange={() => toggle(choice, row.id)} aria-label="Select" />
            )}
            <CardBody row={row} list={props} />
            {(rowActions || choice) && (
              <ActionMenu
                actions={[
                  ...(rowActions?.(row) ?? []),
                  choice && { label: chosen ? 'Deselect' : 'Select', run: () => toggle(choice, row.id) },
                ]}
                target={
                  <ActionIcon variant="subtle" color="gray" size={44} aria-label="Actions of this row">
                    <IconDots size={18} />
                  </ActionIcon>
                }
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function CardBody<Row extends { id: string }>({ row, list }: { row: Row; list: Props<Row> }) {
  const { title, amount, lines } = cardPlaces(list.columns)
  const inner: ReactNode = (
    <>
      <span className={classes.cardTop}>
        <span>{title?.cell(row)}</span>
        <span>{amount?.cell(row)}</span>
      </span>
      {lines.length > 0 && (
        <span className={classes.cardLine}>
          {lines.map((column) => (
            <span key={column.key}>{column.cell(row)}</span>
          ))}
        </span>
      )}
    </>
  )
  const to = list.open?.(row)
  if (to) {
    return (
      <GoLink to={to} className={classes.cardBody}>
        {inner}
      </GoLink>
    )
  }
  if (!list.onOpen) return <div className={classes.cardBody}>{inner}</div>
  return (
    <button type="button" className={`${classes.opener} ${classes.cardBody}`} onClick={() => list.onOpen?.(row)}>
      {inner}
    </button>
  )
}

function toggle(choice: NonNullable<Props<{ id: string }>['choice']>, id: string): void {
  const next = new Set(choice.chosen)
  if (!next.delete(id)) next.add(id)
  choice.set(next)
}
