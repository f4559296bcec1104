import { z } from 'zod'
import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { oldestStart } from './session-cookie.ts'

const day = 24 * 60 * 60

/** Throws away sessions and links that ended, and counts that no longer matter. */
const sweep = job({
  name: 'identity.sweep',
  input: z.object({}),
  schedule: '17 3 * * *',
  async run({ pool, outside }) {
    const now = systemClock()
    const oldest = oldestStart(outside.settings, now)
    await pool.query('DELETE FROM sessions WHERE expires_at < $1 OR created_at < $2', [now, oldest])
    await pool.query('DELETE FROM second_steps WHERE expires_at < $1', [now])
    await pool.query('DELETE FROM totp_uses WHERE used_at < $1', [addSeconds(now, -day)])
    await pool.query('DELETE FROM verifications WHERE expires_at < $1', [now])
    await pool.query('DELETE FROM passkey_challenges WHERE expires_at < $1', [now])
    await pool.query(
      "DELETE FROM throttles WHERE window_started_at < $1 AND (key NOT LIKE 'known:%' OR window_started_at < $2)",
      [addSeconds(now, -2 * day), addSeconds(now, -90 * day)],
    )
  },
})

export const jobs: readonly Job[] = [sweep]
