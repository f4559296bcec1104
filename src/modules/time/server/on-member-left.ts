import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { memberLeft } from '#modules/companies/server/index.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { command } from '#platform/operation.ts'
import { execute } from '#platform/runner.ts'
import { endRun } from './end-run.ts'
import { deleteTimer, findTimerForUpdate } from './timer-store.ts'

/** Whoever left cannot stop their timer any more: it becomes a draft of what it had until now. */
const stopLeaversTimer = command({
  name: 'time.stopLeaversTimer',
  needs: 'members:manage',
  input: z.object({ memberId: Id }),
  async run(scope, { memberId }) {
    const timer = await findTimerForUpdate(scope, memberId)
    if (!timer) return null
    await deleteTimer(scope, memberId)
    return (await endRun(scope, timer, {}, memberId)).id
  },
})

export const onMemberLeft: Job = job({
  name: 'time.onMemberLeft',
  on: [memberLeft],
  input: z.object({ companyId: Id, memberId: Id }),
  async run(house, { companyId, memberId }) {
    const where = {
      companyId,
      actor: { kind: 'system', name: 'Time' },
      origin: { requestId: `left-${memberId}` },
    } as const
    await execute(house, stopLeaversTimer, where, { memberId })
  },
})
