import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Can be sorted by; the server's name of the order when it differs from `key`. */
  sort?: true | string
  /** Money and counts stand at the right. */
  align?: 'right'
  /** Pixels; the rest is shared. */
  width?: number
  /** Can be hidden; `off` starts hidden. The first column always stays. */
  optional?: true | 'off'
  /** Its place when rows become cards on a phone. First column: title; first at the right: amount; others: line. */
  card?: 'title' | 'amount' | 'line' | 'none'
}

export function sortName(column: { key: string; sort?: true | string }): string | undefined {
  return column.sort === true ? column.key : column.sort
}

/** Where each column goes on a card. */
export function cardPlaces<Row>(columns: readonly Column<Row>[]): {
  title: Column<Row> | undefined
  amount: Column<Row> | undefined
  lines: Column<Row>[]
} {
  const title = columns.find((one) => one.card === 'title') ?? columns[0]
  const amount =
    columns.find((one) => one.card === 'amount') ??
    columns.find((one) => one.align === 'right' && one.card === undefined && one !== title)
  const lines = columns.filter((one) => one !== title && one !== amount && one.card !== 'none')
  return { title, amount, lines }
}
