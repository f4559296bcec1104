import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { Action } from '../page/action.tsx'
import { ListCards } from './cards.tsx'
import type { Column } from './columns.ts'
import classes from './list.module.css'
import { ListTable } from './table.tsx'

export type Choice = { chosen: ReadonlySet<string>; set: (next: ReadonlySet<string>) => void }

export type DataListProps<Row extends { id: string }> = {
  /** What the rows are, for those who cannot see: "Invoices". */
  label: string
  columns: readonly Column<Row>[]
  /** Undefined while they load for the first time. */
  rows: readonly Row[] | undefined
  /** Old rows stay, dimmed, while others load. */
  stale?: boolean | undefined
  /** Where a row leads: `/invoices/…`. */
  open?: ((row: Row) => string) | undefined
  /** Or what it does, when it has no address. */
  onOpen?: ((row: Row) => void) | undefined
  rowActions?: ((row: Row) => (Action | undefined)[]) | undefined
  choice?: Choice | undefined
  /** `issuedOn` or `-issuedOn`. */
  sort?: string | undefined
  onSort?: ((sort: string) => void) | undefined
  dense?: boolean | undefined
  /** A last row of sums, column by column. */
  totals?: Record<string, ReactNode> | undefined
}

/** Rows as a table; on a phone as two-line cards. */
export function DataList<Row extends { id: string }>(props: DataListProps<Row>) {
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  if (props.rows === undefined) return <ListSkeleton />
  return phone ? <ListCards {...props} rows={props.rows} /> : <ListTable {...props} rows={props.rows} />
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      {['94%', '88%', '97%', '91%', '86%', '95%', '89%', '93%'].map((width) => (
        <div key={width} className={classes.skeleton}>
          <Skeleton h={12} w={width} />
        </div>
      ))}
    </div>
  )
}
