import { Refusal } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { runFrom } from '../domain/recurring.ts'
import { answerPlan, loadPlanForUpdate, loadPlanLines, type PlanRow, savePlan } from './recurring-store.ts'

export const pauseRecurringBill = command({
  name: 'payables.pauseRecurringBill',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.pauseRecurringBill.input,
  run: (scope, { recurringBillId }) => move(scope, recurringBillId, async () => ({ state: 'paused' })),
})

/** What fell into the pause is left out: it goes on from today. */
export const resumeRecurringBill = command({
  name: 'payables.resumeRecurringBill',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.resumeRecurringBill.input,
  run: (scope, { recurringBillId }) =>
    move(scope, recurringBillId, async (plan) => {
      if (plan.state === 'active') return {}
      const today = await companyToday(scope)
      const from = plan.nextRunOn !== null && plan.nextRunOn > today ? plan.nextRunOn : today
      const nextRunOn = runFrom(plan, from)
      return { state: nextRunOn === null ? 'ended' : 'active', nextRunOn }
    }),
})

export const endRecurringBill = command({
  name: 'payables.endRecurringBill',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.endRecurringBill.input,
  run: (scope, { recurringBillId }) => move(scope, recurringBillId, async () => ({ state: 'ended', nextRunOn: null })),
})

type Change = { state?: contract.RecurringState; nextRunOn?: string | null }

async function move(
  scope: Scope,
  recurringBillId: string,
  decide: (plan: PlanRow) => Promise<Change>,
): Promise<contract.RecurringBill> {
  const row = await loadPlanForUpdate(scope, recurringBillId)
  const lines = await loadPlanLines(scope, recurringBillId)
  const before = await answerPlan(scope, row, lines)
  checkRevision(scope, before)
  if (row.state === 'ended') throw new Refusal('recurring_bill_ended')
  const after = await answerPlan(scope, await savePlan(scope, row, await decide(row)), lines)
  audit(scope, { subjectType: 'recurring_bill', subjectId: recurringBillId, before, after })
  signal(scope, 'recurringBills', recurringBillId)
  return after
}
