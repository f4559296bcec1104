import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { typeOfFact } from '../domain/events.ts'
import { deliver, deliverJob } from './webhooks/deliver.ts'
import { pruneLogs } from './webhooks/prune-log.ts'
import { publish } from './webhooks/publish.ts'

export const jobs: readonly Job[] = [
  job({
    name: 'integrations.pruneLog',
    schedule: '10 3 * * *',
    input: z.object({}),
    run: async (house) => {
      await pruneLogs(house, { really: true })
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
