import { z } from 'zod'
import { addDays } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import { runAfter } from '../domain/recurring.ts'
import { post } from './post-bill.ts'
import { loadPlanForUpdate, loadPlanLines, savePlan } from './recurring-store.ts'
import { startBill } from './start-bill.ts'

/**
 * Makes the next bill of a plan when its day has come, and moves the plan on, in one transaction under the plan's lock:
 * ten runs at once make one bill, and (plan, day) is unique in the database. Answers with the bill, or null when nothing
 * is due. `leftDraftBecause` leaves a draft where posting was refused, with the reason on the plan.
 */
export const runRecurringBill = command({
  name: 'payables.runRecurringBill',
  needs: 'payables:write',
  feature: 'payables',
  money: true,
  input: z.object({ recurringBillId: Id, leftDraftBecause: z.string().nullable().default(null) }),
  async run(scope, { recurringBillId, leftDraftBecause }): Promise<{ billId: string } | null> {
    const plan = await loadPlanForUpdate(scope, recurringBillId)
    const { nextRunOn } = plan
    if (plan.state !== 'active' || nextRunOn === null || nextRunOn > (await companyToday(scope))) return null
    const planLines = await loadPlanLines(scope, recurringBillId)
    const { row, lines } = await startBill(
      scope,
      {
        vendorId: plan.vendorId,
        number: null,
        notes: plan.notes,
        billedOn: nextRunOn,
        dueOn: addDays(nextRunOn, plan.dueDays),
        lines: planLines.map(({ id: _id, position: _position, ...line }) => line),
      },
      {
        recurringBillId,
        plannedOn: nextRunOn,
        keptAccounts: new Set(planLines.map((line) => line.accountId)),
      },
    )
    if (plan.posts && leftDraftBecause === null) await post(scope, row, lines)
    const next = runAfter(plan, nextRunOn)
    const moved = { nextRunOn: next, problem: leftDraftBecause, ...(next === null ? { state: 'ended' as const } : {}) }
    await savePlan(scope, plan, moved)
    audit(scope, {
      subjectType: 'recurring_bill',
      subjectId: recurringBillId,
      before: { nextRunOn },
      after: { nextRunOn: next, billId: row.id },
    })
    signal(scope, 'recurringBills', recurringBillId)
    return { billId: row.id }
  },
})

/** Writes down on a plan why its bill could not even be drafted; nothing is made, and its day stays. */
export const holdRecurringBill = command({
  name: 'payables.holdRecurringBill',
  needs: 'payables:write',
  feature: 'payables',
  input: z.object({ recurringBillId: Id, because: z.string() }),
  async run(scope, { recurringBillId, because }): Promise<null> {
    const plan = await loadPlanForUpdate(scope, recurringBillId)
    if (plan.problem === because) return null
    await savePlan(scope, plan, { problem: because })
    const [before, after] = [{ problem: plan.problem }, { problem: because }]
    audit(scope, { subjectType: 'recurring_bill', subjectId: recurringBillId, before, after })
    signal(scope, 'recurringBills', recurringBillId)
    return null
  },
})
