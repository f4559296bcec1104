import { getTableColumns, type Table } from 'drizzle-orm'
import { bigint, customType, date, uuid } from 'drizzle-orm/pg-core'
import type { Instant, PlainDate } from '#kernel/calendar.ts'

/** PostgreSQL's text of a `timestamptz` in a UTC session → the house's form, without parsing it. */
export function toInstant(text: string): Instant {
  const [whole = '', fraction = ''] = text
    .replace(' ', 'T')
    .replace(/\+00(:?00)?$/, '')
    .split('.')
  return `${whole}.${fraction.padEnd(6, '0')}Z`
}

/** `timestamptz`, an RFC 3339 UTC string on our side. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamptz',
  fromDriver: toInstant,
})

/** `date`, a `YYYY-MM-DD` string on our side. */
export const plainDate = (name: string) => date(name, { mode: 'string' }).$type<PlainDate>()

/** Minor units in a `bigint`, a safe integer on our side. */
export const cents = (name: string) => bigint(name, { mode: 'number' })

/** An exact decimal, a canonical string on our side: `1.5000` reads as `1.5`. */
export const decimal = customType<{ data: string; driverData: string; config: { precision: number; scale: number } }>({
  dataType: (config) => `numeric(${config?.precision ?? 14}, ${config?.scale ?? 4})`,
  fromDriver: trimDecimal,
})

export const quantity = (name: string) => decimal(name, { precision: 14, scale: 4 })
export const percent = (name: string) => decimal(name, { precision: 6, scale: 3 })

/** The columns of a table for a hand-written SELECT, each under the name that its row has here: `d.due_on AS "dueOn"`. */
export function columnsOf(table: Table, alias: string, without: readonly string[] = []): string {
  return Object.entries(getTableColumns(table))
    .filter(([name]) => !without.includes(name))
    .map(([name, column]) => `${alias}.${column.name} AS "${name}"`)
    .join(', ')
}

/** The two columns with which every tenant table's primary key begins. */
export const tenant = () => ({ companyId: uuid('company_id').notNull(), id: uuid('id').notNull() })

/** `1.5000` → `1.5`, `2.000` → `2`. */
export function trimDecimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
