import { z } from 'zod'
import { systemClock } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { companiesWithDuePlans, runDuePlans } from './run-due-plans.ts'

const runOne = 'recurring.runCompany'

export const jobs: readonly Job[] = [
  job({
    name: 'recurring.runAll',
    schedule: '*/15 * * * *',
    input: z.object({}),
    async run(house) {
      const ids = await companiesWithDuePlans(house, systemClock())
      await house.outside.outbox.spread(
        runOne,
        ids.map((companyId) => ({ companyId })),
      )
    },
  }),
  job({
    name: runOne,
    input: z.object({ companyId: Id }),
    run: (house, { companyId }) => runDuePlans(house, companyId, systemClock()),
  }),
]
