import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { awake } from '../domain/plan.ts'
import { loadPlanForUpdate, type PlanFields, type PlanRow, savePlan } from './store.ts'
import { audited, toPlan } from './to-plan.ts'

export const pausePlan = command({
  name: 'recurring.pausePlan',
  needs: 'documents:send',
  input: contract.pausePlan.input,
  async run(scope, { planId }) {
    const plan = await loadPlanForUpdate(scope, planId)
    if (plan.state === 'ended') throw new Refusal('plan_ended')
    return change(scope, plan, { state: 'paused', failure: null, failures: 0, retryAt: null })
  },
})

export const resumePlan = command({
  name: 'recurring.resumePlan',
  needs: 'documents:send',
  input: contract.resumePlan.input,
  async run(scope, { planId, catchUp }) {
    const plan = await loadPlanForUpdate(scope, planId)
    if (plan.state === 'ended') throw new Refusal('plan_ended')
    if (plan.state === 'active') return toPlan(scope, plan)
    const nextRunOn = present(plan.nextRunOn, 'a paused plan has a next day')
    if (catchUp) return change(scope, plan, { state: 'active' })
    return change(scope, plan, awake(plan, nextRunOn, await companyToday(scope)))
  },
})

export const deletePlan = command({
  name: 'recurring.deletePlan',
  needs: 'documents:send',
  input: contract.deletePlan.input,
  async run(scope, { planId }) {
    await change(scope, await loadPlanForUpdate(scope, planId), { deletedAt: scope.now })
    return null
  },
})

async function change(scope: Scope, before: PlanRow, fields: Partial<PlanFields & Pick<PlanRow, 'deletedAt'>>) {
  const row = await savePlan(scope, before, fields)
  audit(scope, { subjectType: 'recurring_plan', subjectId: row.id, before: audited(before), after: audited(row) })
  signal(scope, 'recurring-plans', row.id)
  return toPlan(scope, row)
}
