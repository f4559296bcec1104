import { newId } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { planFields } from './plan-fields.ts'
import { insertPlan, replaceLines } from './store.ts'
import { audited, toPlan } from './to-plan.ts'

export const createPlan = command({
  name: 'recurring.createPlan',
  needs: 'documents:send',
  input: contract.createPlan.input,
  async run(scope, { id = newId(), ...form }) {
    const fields = await planFields(scope, form)
    const row = await insertPlan(scope, id, { ...fields, lastRunOn: null, failure: null, failures: 0, retryAt: null })
    const lines = await replaceLines(scope, id, form.lines)
    audit(scope, { subjectType: 'recurring_plan', subjectId: id, after: audited(row) })
    signal(scope, 'recurring-plans', id)
    return toPlan(scope, row, lines)
  },
})
