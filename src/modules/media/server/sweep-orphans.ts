import { z } from 'zod'
import { addSeconds, type Instant } from '#kernel/calendar.ts'
import { command } from '#platform/operation.ts'
import type { House } from '#platform/runner.ts'
import { findDueCompanies } from '#platform/scope.ts'

const daySeconds = 24 * 60 * 60

/** Companies with an upload of yesterday that nothing refers to. */
export async function companiesWithOrphans(house: House, now: Instant): Promise<string[]> {
  return findDueCompanies(
    house,
    'media.dueCompanies',
    `SELECT DISTINCT company_id AS "companyId" FROM media_objects
     WHERE attached_at IS NULL AND deleted_at IS NULL AND purpose = 'files' AND created_at < $1`,
    [addSeconds(now, -daySeconds)],
  )
}

/** Takes out what was uploaded a day ago and attached to nothing; answers with the keys, whose bytes can go. */
export const sweepOrphans = command({
  name: 'media.sweepOrphans',
  needs: 'media:write',
  input: z.object({}),
  async run(scope): Promise<string[]> {
    const rows = await scope.sql<{ key: string }>(
      'media.sweep',
      `UPDATE media_objects SET deleted_at = $2
       WHERE company_id = $1 AND attached_at IS NULL AND deleted_at IS NULL AND purpose = 'files' AND created_at < $3
       RETURNING storage_key AS key`,
      [scope.companyId, scope.now, addSeconds(scope.now, -daySeconds)],
    )
    return rows.map((row) => row.key)
  },
})
