import { type AnyColumn, asc, desc, type SQL, sql } from 'drizzle-orm'
import { isPlainDate } from '#kernel/calendar.ts'
import { isId } from '#kernel/ids.ts'
import type { Page } from '#kernel/paging.ts'
import { refuseField } from '#kernel/refusal.ts'

/** One order of a list: what it sorts by (never null) and, for ties, the id. */
export type Order = {
  by: AnyColumn | SQL
  id: AnyColumn | SQL
  descending?: boolean
  type?: 'text' | 'date' | 'timestamptz' | 'bigint'
}

/** What a value looks like that PostgreSQL wrote as text; anything else was not written by us. */
const looksLike = {
  text: (value: string) => !value.includes('\0'),
  date: isPlainDate,
  timestamptz: (value: string) =>
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d$/.test(value) &&
    !Number.isNaN(Date.parse(`${value.replace(' ', 'T')}:00`)),
  bigint: (value: string) => /^-?\d{1,18}$/.test(value),
}

type Cursor = { value: string; id: string; order: string }

/**
 * Keyset paging over one order: the clause after the cursor, the order, and how rows become a page. The cost of a page
 * does not depend on how deep it lies. `name` ties a cursor to its order, so that it cannot be used with another.
 *
 *   const page = keyset('name', { by: sql`lower(${clients.displayName})`, id: clients.id }, input)
 *   const rows = await scope.tx.select({ …, sortValue: page.value }).from(clients).where(and(…, page.after)).orderBy(...page.orderBy).limit(page.limit)
 *   return page.finish(rows)
 */
export function keyset(name: string, order: Order, input: { cursor?: string | undefined; limit: number }) {
  const cursor = input.cursor === undefined ? undefined : decode(input.cursor, name, looksLike[order.type ?? 'text'])
  const direction = order.descending ? desc : asc
  const sign = sql.raw(order.descending ? '<' : '>')
  const type = sql.raw(order.type ?? 'text')
  return {
    /** Select this as `sortValue`. */
    value: sql<string>`(${order.by})::text`,
    after: cursor ? sql`(${order.by}, ${order.id}) ${sign} (${cursor.value}::${type}, ${cursor.id}::uuid)` : undefined,
    orderBy: [direction(order.by as AnyColumn), direction(order.id as AnyColumn)] as [SQL, SQL],
    /** One more than asked for, to know whether there is a next page. */
    limit: input.limit + 1,
    finish<Row extends { id: string; sortValue: string }>(rows: Row[]): Page<Omit<Row, 'sortValue'>> {
      const items = rows.slice(0, input.limit)
      const last = items.at(-1)
      const more = rows.length > input.limit && last !== undefined
      return {
        items: items.map(({ sortValue: _sortValue, ...item }) => item),
        nextCursor: more ? encode({ value: last.sortValue, id: last.id, order: name }) : null,
      }
    },
  }
}

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.order, cursor.value, cursor.id])).toString('base64url')
}

function decode(text: string, name: string, fits: (value: string) => boolean): Cursor {
  try {
    const [order, value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    if (order === name && typeof value === 'string' && fits(value) && typeof id === 'string' && isId(id))
      return { order: name, value, id }
  } catch {
    // falls through to the refusal
  }
  throw refuseField('cursor', 'This cursor does not belong to this list. Start again from the first page.')
}

/** A `LIKE` pattern that finds the words anywhere, with its wildcards made literal. */
export function containing(words: string): string {
  return `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}
