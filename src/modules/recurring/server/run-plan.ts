import { z } from 'zod'
import { present } from '#kernel/assert.ts'
import { addDays, addSeconds, compareDates, type PlainDate } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { companyToday, findTemplate } from '#modules/companies/server/index.ts'
import { drafting, sendInvoice } from '#modules/documents/server/index.ts'
import { unseen } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { after, pauseMinutes } from '../domain/plan.ts'
import { loadPlanForUpdate, loadPlanLines, type PlanRow, savePlan } from './store.ts'
import { audited, planDiscount } from './to-plan.ts'

/** Makes the invoice of the plan's due day. Answers its id, or null when nothing is due: then somebody else was quicker. */
export const runPlan = command({
  name: 'recurring.runPlan',
  needs: 'documents:send',
  money: true,
  input: z.object({ planId: Id }),
  async run(scope, { planId }) {
    const plan = await loadPlanForUpdate(scope, planId)
    const today = await companyToday(scope)
    if (plan.state !== 'active' || plan.nextRunOn === null || plan.nextRunOn > today) return null
    return { invoiceId: (await makeInvoice(scope, plan, plan.nextRunOn, plan.nextRunOn)).id }
  },
})

/** Makes the next invoice before its day, dated today. */
export const runPlanNow = command({
  name: 'recurring.runPlanNow',
  needs: 'documents:send',
  money: true,
  input: contract.runPlanNow.input,
  async run(scope, { planId, plannedOn }) {
    const plan = await loadPlanForUpdate(scope, planId)
    if (plan.state === 'ended' && plan.lastRunOn !== null && plannedOn <= plan.lastRunOn)
      throw new Refusal('plan_run_made')
    if (plan.state === 'ended') throw new Refusal('plan_ended')
    if (plan.nextRunOn !== plannedOn) throw new Refusal('plan_run_made')
    const today = await companyToday(scope)
    return makeInvoice(scope, plan, plannedOn, compareDates(plannedOn, today) < 0 ? plannedOn : today)
  },
})

/** Keeps why a run failed, and when it is tried again. */
export const recordFailure = command({
  name: 'recurring.recordFailure',
  needs: 'documents:send',
  input: z.object({ planId: Id, plannedOn: z.string(), reason: z.string() }),
  async run(scope, { planId, plannedOn, reason }) {
    const plan = await loadPlanForUpdate(scope, planId)
    if (plan.nextRunOn !== plannedOn) return null
    const failures = Math.min(plan.failures + 1, 999)
    const retryAt = addSeconds(scope.now, pauseMinutes(failures) * 60)
    const row = await savePlan(scope, plan, { failure: reason.slice(0, 500), failures, retryAt })
    audit(scope, { subjectType: 'recurring_plan', subjectId: planId, before: audited(plan), after: audited(row) })
    signal(scope, 'recurring-plans', planId)
    return null
  },
})

async function makeInvoice(scope: Scope, plan: PlanRow, plannedOn: PlainDate, issuedOn: PlainDate) {
  const lines = await loadPlanLines(scope, plan.id)
  const template = await findTemplate(scope, 'invoice', plan.templateId)
  const { clientId, projectId, dueDays } = plan
  const draft = await drafting.draftBecause(
    scope,
    {
      ...{ clientId, projectId, issuedOn },
      ...(dueDays === null ? {} : { dueOn: addDays(issuedOn, dueDays) }),
      header: template?.header ?? null,
      footer: template?.footer ?? null,
      notes: plan.notes ?? template?.notes ?? null,
      terms: plan.terms ?? template?.terms ?? null,
      internalNote: null,
      discount: planDiscount(plan),
      deposit: { kind: 'none' },
      lines: lines.map(({ id: _id, ...line }) => line),
    },
    { recurringPlanId: plan.id, plannedOn },
    plan.templateId,
  )
  const made = plan.autoSend ? await sendInvoice.run(unseen(scope), { invoiceId: draft.id }) : draft
  const standing = after(plan, present(plan.nextRunOn), plan.state === 'paused' ? 'paused' : 'active')
  const row = await savePlan(scope, plan, {
    ...standing,
    ...{ lastRunOn: plannedOn, failure: null, failures: 0, retryAt: null },
  })
  audit(scope, { subjectType: 'recurring_plan', subjectId: plan.id, before: audited(plan), after: audited(row) })
  signal(scope, 'recurring-plans', plan.id)
  return made
}
