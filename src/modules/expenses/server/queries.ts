import { and, eq, getTableColumns, gte, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { keyset } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import type { Scope } from '#platform/scope.ts'
import type { listExpenses } from '../contract.ts'
import { expenses } from './tables.ts'
import { visible } from './visible-views.ts'

export type ListInput = z.output<(typeof listExpenses)['input']>

/** Sums look at this many expenses at most; beyond, there is no sum rather than a slow page. */
const sumMax = 20_000

export async function findExpensePage(scope: Scope, input: ListInput) {
  const amount = input.sort.endsWith('amountCents')
  const order = {
    by: amount ? expenses.amountCents : expenses.spentOn,
    id: expenses.id,
    descending: input.sort.startsWith('-'),
    type: amount ? 'bigint' : 'date',
  } as const
  const page = keyset(`expenses ${input.sort}`, order, input)
  const rows = await scope.tx
    .select({ ...getTableColumns(expenses), sortValue: page.value })
    .from(expenses)
    .where(and(visible(scope), ...(await filters(scope, input)), page.after))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.finish(rows)
}

/** What everything that the filter finds comes to, void left out; null when that is too much to add up. */
export async function sumExpenses(scope: Scope, input: ListInput) {
  const found = scope.tx
    .select({ amountCents: expenses.amountCents })
    .from(expenses)
    .where(and(visible(scope), ne(expenses.state, 'void'), ...(await filters(scope, input))))
    .limit(sumMax + 1)
    .as('found')
  const [sums] = await scope.tx
    .select({
      count: sql<number>`count(*)::int`,
      amountCents: sql<number>`coalesce(sum(${found.amountCents}), 0)::bigint`.mapWith(Number),
    })
    .from(found)
  return !sums || sums.count > sumMax ? null : sums
}

async function filters(scope: Scope, input: ListInput): Promise<(SQL | undefined)[]> {
  const same = (column: 'memberId' | 'categoryId' | 'merchantId' | 'projectId' | 'clientId') =>
    input[column] ? eq(expenses[column], input[column]) : undefined
  return [
    input.state ? inArray(expenses.state, input.state) : undefined,
    same('memberId'),
    same('categoryId'),
    same('merchantId'),
    same('projectId'),
    same('clientId'),
    input.from ? gte(expenses.spentOn, input.from) : undefined,
    input.to ? lte(expenses.spentOn, input.to) : undefined,
    input.owed ? and(eq(expenses.state, 'approved'), eq(expenses.paidBy, 'member')) : undefined,
    input.unbilled
      ? and(
          eq(expenses.billable, true),
          isNull(expenses.documentId),
          inArray(expenses.state, ['approved', 'reimbursed']),
        )
      : undefined,
    input.q ? await searched(scope, input.q) : undefined,
  ]
}

/** Merchants and notes. */
async function searched(scope: Scope, q: string): Promise<SQL | undefined> {
  const found = await findWords(scope, q, 'expenses', 'merchants')
  const merchantText = sql`(SELECT m.search_text FROM merchants m WHERE m.company_id = ${expenses.companyId} AND m.id = ${expenses.merchantId})`
  return or(
    found.among('expenses', expenses.id, expenses.searchText),
    found.among('merchants', expenses.merchantId, merchantText),
  )
}
