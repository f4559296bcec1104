import { z } from 'zod'
import { companyToday, isAtWork } from '#modules/companies/server/index.ts'
import { query } from '#platform/operation.ts'

/** The recurring bills whose day has come, oldest first. */
export const duePlans = query({
  name: 'payables.duePlans',
  needs: 'payables:read',
  feature: 'payables',
  input: z.object({}),
  async run(scope): Promise<string[]> {
    if (!(await isAtWork(scope))) return []
    const rows = await scope.sql<{ id: string }>(
      'payables.duePlans',
      "SELECT id FROM recurring_bills WHERE company_id = $1 AND state = 'active' AND next_run_on <= $2 ORDER BY next_run_on, id",
      [scope.companyId, await companyToday(scope)],
    )
    return rows.map((row) => row.id)
  },
})
