import { z } from 'zod'
import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { type Job, job } from '../jobs/jobs.ts'

const day = 24 * 60 * 60

/** Forgets allowances that are full again, and violations that nobody has met for a month. */
export const sweepHttp: Job = job({
  name: 'http.sweep',
  input: z.object({}),
  schedule: '47 * * * *',
  async run({ pool }) {
    const now = systemClock()
    await pool.query('DELETE FROM rate_buckets WHERE refilled_at < $1', [addSeconds(now, -10 * 60)])
    await pool.query('DELETE FROM csp_reports WHERE last_seen_at < $1', [addSeconds(now, -30 * day)])
  },
})
