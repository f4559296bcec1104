import { z } from 'zod'
import { systemClock } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { companiesWithDueBills, runRecurringBills } from './run-due-bills.ts'

const runOne = 'payables.runCompany'

export const jobs: readonly Job[] = [
  job({
    name: 'payables.runRecurringBills',
    schedule: '7 * * * *',
    input: z.object({}),
    async run(house) {
      const ids = await companiesWithDueBills(house, systemClock())
      await house.outside.outbox.spread(
        runOne,
        ids.map((companyId) => ({ companyId })),
      )
    },
  }),
  job({
    name: runOne,
    input: z.object({ companyId: Id }),
    run: (house, { companyId }) => runRecurringBills(house, companyId, systemClock()),
  }),
]
