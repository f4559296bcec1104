import { addDays } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import { cashBasis } from '../domain/cash-basis.ts'
import type { spanColumns } from '../domain/compare.ts'
import type { ProfitColumn } from '../domain/statement.ts'
import { accountSums } from './account-sums.ts'
import { deferredAt } from './deferred.ts'

/** Columns of a profit and loss on the cash basis: two statements each, whatever their length. */
export async function cashBasisColumns(scope: Scope, spans: ReturnType<typeof spanColumns>): Promise<ProfitColumn[]> {
  const columns: ProfitColumn[] = []
  for (const column of spans) {
    const { from, to, knownAt } = column
    const sums = await accountSums(scope, { from, to }, { knownAt })
    const [before = new Map(), after = new Map()] = await deferredAt(scope, [addDays(from, -1), to], knownAt)
    columns.push({ column, ...cashBasis(sums, before, after) })
  }
  return columns
}
