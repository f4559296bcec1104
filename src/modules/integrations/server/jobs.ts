import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { listCompanyIds } from '#platform/scope.ts'
import { typeOfFact } from '../domain/events.ts'
import { deliver, deliverJob } from './webhooks/deliver.ts'
import { pruneLog } from './webhooks/prune-log.ts'
import { publish } from './webhooks/publish.ts'

const pruneOne = 'integrations.pruneCompanyLog'

export const jobs: readonly Job[] = [
  job({
    name: 'integrations.pruneLog',
    schedule: '10 3 * * *',
    input: z.object({}),
    async run(house) {
      const ids = await listCompanyIds(house, 'all')
      await house.outside.outbox.spread(
        pruneOne,
        ids.map((companyId) => ({ companyId })),
      )
    },
  }),
  job({
    name: pruneOne,
    input: z.object({ companyId: Id }),
    async run(house, { companyId }) {
      await pruneLog(house, companyId, { really: true })
    },
  }),
  job({
    name: deliverJob,
    on: [...typeOfFact.keys()],
    become: publish,
    atOnce: 10,
    input: z.object({ companyId: Id, deliveryId: Id }),
    run: (house, delivery) => deliver(house, delivery),
  }),
]
