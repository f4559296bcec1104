import { z } from 'zod'
import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { type Job, job } from '../jobs/jobs.ts'
import { sweepCompanies } from '../scope.ts'

/** A mail that never arrived is looked into within a week; after that nobody misses what it said. */
const keptSeconds = 7 * 24 * 60 * 60

/**
 * What an e-mail said is forgotten a week after it was queued, sent or given up alike: it may hold a link that still opens
 * something. To whom, when, its subject and what became of it stay.
 */
export const forgetEmailBodies: Job = job({
  name: 'mail.forgetBodies',
  input: z.object({}),
  schedule: '41 3 * * *',
  async run(house) {
    await sweepCompanies(
      house,
      'mail.forgetBodies',
      `UPDATE outbound_emails SET text_body = '', html_body = '', attachments = '[]'
       WHERE created_at < $1 AND state <> 'queued' AND (text_body <> '' OR html_body <> '' OR attachments <> '[]') RETURNING 1`,
      [addSeconds(systemClock(), -keptSeconds)],
    )
  },
})
