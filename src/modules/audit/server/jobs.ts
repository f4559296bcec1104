import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { listCompanyIds } from '#platform/scope.ts'
import { sealAudit } from './seal-audit.ts'
import { checkAudit } from './verify-audit.ts'

const sealOne = 'audit.sealOne'

/** Every company by a job of its own, so that a large one holds nobody up; closed ones too, whose closing is in their log. */
const everyCompany = (name: string, schedule: string, whole: boolean) =>
  job({
    name,
    schedule,
    input: z.object({}),
    async run(house) {
      const ids = await listCompanyIds(house, 'all')
      await house.outside.outbox.spread(
        sealOne,
        ids.map((companyId) => ({ companyId, whole })),
      )
    },
  })

export const jobs: readonly Job[] = [
  everyCompany('audit.seal', '20 * * * *', false),
  everyCompany('audit.check', '40 2 * * *', true),
  job({
    name: sealOne,
    input: z.object({ companyId: Id, whole: z.boolean() }),
    async run(house, { companyId, whole }) {
      await sealAudit(house, companyId, { whole })
      if (whole) await checkAudit(house, companyId)
    },
  }),
]
