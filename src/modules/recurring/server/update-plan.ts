import { refuseField } from '#kernel/refusal.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { planFields } from './plan-fields.ts'
import { loadPlanForUpdate, loadPlanLines, replaceLines, savePlan } from './store.ts'
import { audited, toPlan } from './to-plan.ts'

/** Changes what comes; what was made stays. An ended plan goes on again when its end is moved. */
export const updatePlan = command({
  name: 'recurring.updatePlan',
  needs: 'documents:send',
  input: contract.updatePlan.input,
  async run(scope, { planId, ...form }) {
    const before = await loadPlanForUpdate(scope, planId)
    checkRevision(scope, before)
    if (before.lastRunOn !== null && form.nextRunOn <= before.lastRunOn)
      throw refuseField('nextRunOn', `The invoice of ${before.lastRunOn} has been made. Choose a later day.`)
    const lines = await loadPlanLines(scope, planId)
    const state = before.state === 'paused' ? 'paused' : 'active'
    const fields = await planFields(scope, form, { nextRunOn: before.nextRunOn, lines, state })
    const row = await savePlan(scope, before, { ...fields, failure: null, failures: 0, retryAt: null })
    const saved = await replaceLines(scope, planId, form.lines)
    audit(scope, { subjectType: 'recurring_plan', subjectId: planId, before: audited(before), after: audited(row) })
    signal(scope, 'recurring-plans', planId)
    return toPlan(scope, row, saved)
  },
})
