import { and, eq } from 'drizzle-orm'
import { keyset } from '#platform/database/keyset.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { answerPlan, loadPlan, loadPlanLines } from './recurring-store.ts'
import { recurringBills } from './tables.ts'
import { vendorNames } from './vendor-store.ts'

export const listRecurringBills = query({
  name: 'payables.listRecurringBills',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.listRecurringBills.input,
  async run(scope, input) {
    const of = recurringBills
    const page = keyset(
      `recurring ${input.sort}`,
      { by: of.sortName, id: of.id, descending: input.sort === '-name' },
      input,
    )
    const rows = await scope.tx
      .select({ ...listed, sortValue: page.value })
      .from(of)
      .where(
        and(
          eq(of.companyId, scope.companyId),
          input.state ? eq(of.state, input.state) : undefined,
          input.vendorId ? eq(of.vendorId, input.vendorId) : undefined,
          page.after,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit)
    const { items, nextCursor } = page.finish(rows)
    const names = await vendorNames(
      scope,
      items.map((item) => item.vendorId),
    )
    return { items: items.map((item) => ({ ...item, vendorName: names.get(item.vendorId) ?? '' })), nextCursor }
  },
})

const listed = {
  id: recurringBills.id,
  vendorId: recurringBills.vendorId,
  name: recurringBills.name,
  state: recurringBills.state,
  frequency: recurringBills.frequency,
  every: recurringBills.every,
  dayOfMonth: recurringBills.dayOfMonth,
  startsOn: recurringBills.startsOn,
  endsOn: recurringBills.endsOn,
  nextRunOn: recurringBills.nextRunOn,
  dueDays: recurringBills.dueDays,
  posts: recurringBills.posts,
  totalCents: recurringBills.totalCents,
  problem: recurringBills.problem,
  createdAt: recurringBills.createdAt,
  updatedAt: recurringBills.updatedAt,
}

export const readRecurringBill = query({
  name: 'payables.readRecurringBill',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.readRecurringBill.input,
  run: async (scope, { recurringBillId }) =>
    answerPlan(scope, await loadPlan(scope, recurringBillId), await loadPlanLines(scope, recurringBillId)),
})
