import { z } from 'zod'
import { eachCompany } from '#platform/jobs/each-company.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { execute } from '#platform/runner.ts'
import { listCompanyIds } from '#platform/scope.ts'
import { sweepOrphans } from './sweep-orphans.ts'

const system = { kind: 'system', name: 'Files' } as const

export const jobs: readonly Job[] = [
  job({
    name: 'media.sweep',
    schedule: '17 3 * * *',
    input: z.object({}),
    async run(house) {
      await eachCompany(house, 'sweeping files', await listCompanyIds(house), async (companyId) => {
        const where = { companyId, actor: system, origin: { requestId: 'media-sweep' } }
        for (const key of await execute(house, sweepOrphans, where, {})) await house.outside.media.remove(key)
      })
    },
  }),
]
