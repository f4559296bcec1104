import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { listCompanyIds } from '#platform/scope.ts'
import { proofWanted, prove } from './proof.ts'
import { sealJournal } from './seal-journal.ts'

const proveOne = 'closing.prove'

export const jobs: readonly Job[] = [
  job({
    name: 'closing.proveAll',
    schedule: '15 3 * * *',
    input: z.object({}),
    async run(house) {
      const ids = await listCompanyIds(house)
      await house.outside.outbox.spread(
        proveOne,
        ids.map((companyId) => ({ companyId })),
      )
    },
  }),
  job({
    name: proveOne,
    on: [proofWanted],
    input: z.object({ companyId: Id }),
    async run(house, { companyId }) {
      await prove(house, companyId)
      await sealJournal(house, companyId)
    },
  }),
]
