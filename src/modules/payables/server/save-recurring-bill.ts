import { addDays } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { billTotals } from '../domain/bill.ts'
import { checkSchedule, runAfter, runFrom } from '../domain/recurring.ts'
import { buildLines } from './build-bill.ts'
import { answerPlan, insertPlan, loadPlanForUpdate, loadPlanLines, type PlanRow, savePlan } from './recurring-store.ts'
import { loadVendor } from './vendor-store.ts'

/** Missed runs are caught up, so a start that lies further back than this is a slip. */
const backDays = 366

/** Has a bill made every so often, the first time on its start or the first day after that fits. */
export const createRecurringBill = command({
  name: 'payables.createRecurringBill',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.createRecurringBill.input,
  async run(scope, { id = newId(), lines: said, ...plan }) {
    const earliest = addDays(await companyToday(scope), -backDays)
    if (plan.startsOn < earliest) throw refuseField('startsOn', `Choose ${earliest} or a later day.`)
    checkSchedule(plan)
    if ((await loadVendor(scope, plan.vendorId)).archivedAt !== null) throw new Refusal('vendor_archived')
    const nextRunOn = runFrom(plan, plan.startsOn)
    if (nextRunOn === null) throw refuseField('endsOn', 'No bill would be made before that day.')
    const { totalCents } = billTotals(said)
    const lines = await buildLines(scope, said)
    const row = await insertPlan(scope, id, { ...plan, state: 'active', nextRunOn, totalCents }, lines)
    const answer = await answerPlan(scope, row, lines)
    audit(scope, { subjectType: 'recurring_bill', subjectId: id, after: answer })
    signal(scope, 'recurringBills', id)
    return answer
  },
})

const scheduleFields = ['frequency', 'every', 'dayOfMonth', 'startsOn', 'endsOn'] as const

/** Changes what comes next. A new schedule goes on after the bills that were made already. */
export const updateRecurringBill = command({
  name: 'payables.updateRecurringBill',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.updateRecurringBill.input,
  async run(scope, { recurringBillId, lines: said, ...change }) {
    const row = await loadPlanForUpdate(scope, recurringBillId)
    const before = await answerPlan(scope, row, await loadPlanLines(scope, recurringBillId))
    checkRevision(scope, before)
    if (row.state === 'ended') throw new Refusal('recurring_bill_ended')
    const plan = { ...row, ...(change as Partial<PlanRow>) }
    checkSchedule(plan)
    if (plan.vendorId !== row.vendorId) await loadVendor(scope, plan.vendorId)
    const moved = scheduleFields.some((field) => plan[field] !== row[field])
    const nextRunOn = moved ? await nextOf(scope, plan) : row.nextRunOn
    const kept = new Set(before.lines.map((line) => line.accountId))
    const lines = said && (await buildLines(scope, said, kept))
    const saved = await savePlan(
      scope,
      row,
      {
        ...(change as Partial<PlanRow>),
        ...(nextRunOn === null ? { state: 'ended' } : {}),
        ...(said ? { totalCents: billTotals(said).totalCents } : {}),
        nextRunOn,
      },
      lines,
    )
    const after = await answerPlan(scope, saved, lines ?? (await loadPlanLines(scope, recurringBillId)))
    audit(scope, { subjectType: 'recurring_bill', subjectId: recurringBillId, before, after })
    signal(scope, 'recurringBills', recurringBillId)
    return after
  },
})

/** The first day of a changed schedule that comes after the last bill that was made. */
async function nextOf(scope: Parameters<typeof loadPlanForUpdate>[0], plan: PlanRow): Promise<string | null> {
  const [made] = await scope.sql<{ day: string | null }>(
    'payables.lastPlanned',
    'SELECT max(planned_on) AS day FROM bills WHERE company_id = $1 AND recurring_bill_id = $2',
    [scope.companyId, plan.id],
  )
  const from = runFrom(plan, made?.day ?? plan.startsOn)
  return from !== null && from === made?.day ? runAfter(plan, from) : from
}
