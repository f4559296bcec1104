import { z } from 'zod'
import { systemClock } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { execute } from '#platform/runner.ts'
import { companiesWithOrphans, sweepOrphans } from './sweep-orphans.ts'

const sweepOne = 'media.sweepCompany'
const system = { kind: 'system', name: 'Files' } as const

export const jobs: readonly Job[] = [
  job({
    name: 'media.sweep',
    schedule: '17 3 * * *',
    input: z.object({}),
    async run(house) {
      const ids = await companiesWithOrphans(house, systemClock())
      await house.outside.outbox.spread(
        sweepOne,
        ids.map((companyId) => ({ companyId })),
      )
    },
  }),
  job({
    name: sweepOne,
    input: z.object({ companyId: Id }),
    async run(house, { companyId }) {
      const where = { companyId, actor: system, origin: { requestId: 'media-sweep' } }
      for (const key of await execute(house, sweepOrphans, where, {})) await house.outside.media.remove(key)
    },
  }),
]
