import { and, asc, eq, getTableColumns, gte, inArray, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { PlainDate } from '#kernel/calendar.ts'
import { keyset } from '#platform/database/keyset.ts'
import type { Scope } from '#platform/scope.ts'
import type { listTimeEntries } from '../contract.ts'
import type { TimeEntryRow } from './store.ts'
import { timeEntries } from './tables.ts'
import { visible } from './visible-views.ts'

type ListInput = z.output<(typeof listTimeEntries)['input']>

/** Sums look at this many entries at most; beyond, there is no sum rather than a slow page. */
const sumMax = 20_000

export async function findEntryPage(scope: Scope, input: ListInput) {
  const order = {
    by: timeEntries.workedOn,
    id: timeEntries.id,
    descending: input.sort === '-workedOn',
    type: 'date',
  } as const
  const page = keyset(`time ${input.sort}`, order, input)
  const rows = await scope.tx
    .select({ ...getTableColumns(timeEntries), sortValue: page.value })
    .from(timeEntries)
    .where(and(visible(scope), ...filters(input), page.after))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.finish(rows)
}

/** Minutes of everything that the filter finds but void time; null when that is too much to add up. */
export async function sumEntries(scope: Scope, input: ListInput) {
  const found = scope.tx
    .select({ minutes: timeEntries.minutes, billable: timeEntries.billable })
    .from(timeEntries)
    .where(and(visible(scope), ne(timeEntries.state, 'void'), ...filters(input)))
    .limit(sumMax + 1)
    .as('found')
  const [sums] = await scope.tx
    .select({
      rows: sql<number>`count(*)::int`,
      minutes: sql<number>`coalesce(sum(${found.minutes}), 0)::int`,
      billableMinutes: sql<number>`coalesce(sum(${found.minutes}) FILTER (WHERE ${found.billable}), 0)::int`,
    })
    .from(found)
  if (!sums || sums.rows > sumMax) return null
  return { minutes: sums.minutes, billableMinutes: sums.billableMinutes }
}

function filters(input: ListInput): (SQL | undefined)[] {
  return [
    input.memberId ? eq(timeEntries.memberId, input.memberId) : undefined,
    input.projectId ? eq(timeEntries.projectId, input.projectId) : undefined,
    input.clientId ? eq(timeEntries.clientId, input.clientId) : undefined,
    input.state === 'open' ? inArray(timeEntries.state, ['draft', 'submitted', 'approved']) : undefined,
    input.state && input.state !== 'open' ? eq(timeEntries.state, input.state) : undefined,
    input.from ? gte(timeEntries.workedOn, input.from) : undefined,
    input.to ? lte(timeEntries.workedOn, input.to) : undefined,
    input.billable === undefined ? undefined : eq(timeEntries.billable, input.billable),
  ]
}

/** A member's time of some days, in the order in which it was made. */
export async function findEntriesOfDays(
  scope: Scope,
  memberId: string,
  from: PlainDate,
  to: PlainDate,
): Promise<TimeEntryRow[]> {
  return scope.tx
    .select()
    .from(timeEntries)
    .where(
      and(
        visible(scope),
        eq(timeEntries.memberId, memberId),
        ne(timeEntries.state, 'void'),
        gte(timeEntries.workedOn, from),
        lte(timeEntries.workedOn, to),
      ),
    )
    .orderBy(asc(timeEntries.createdAt), asc(timeEntries.id))
}
