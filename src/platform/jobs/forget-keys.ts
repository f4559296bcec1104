import { z } from 'zod'
import { sweepCompanies } from '../scope.ts'
import { type Job, job } from './jobs.ts'

const batch = 1000

/**
 * Keys under which somebody asked for something once are forgotten after thirty days, with the answers that they keep; how
 * old they must be is the policy `platform_old`'s to say. In batches, so that nobody waits for a long delete.
 */
export const forgetKeys: Job = job({
  name: 'keys.forget',
  input: z.object({}),
  schedule: '53 3 * * *',
  async run(house) {
    let gone: number
    do {
      gone = await sweepCompanies(
        house,
        'keys.forget',
        `DELETE FROM idempotency_keys WHERE (company_id, key) IN
           (SELECT company_id, key FROM idempotency_keys WHERE created_at < now() - interval '30 days' ORDER BY created_at LIMIT $1)
         RETURNING 1`,
        [batch],
      )
    } while (gone === batch)
  },
})
