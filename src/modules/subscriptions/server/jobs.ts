import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { eachCompany } from '#platform/jobs/each-company.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { command } from '#platform/operation.ts'
import { execute } from '#platform/runner.ts'
import { findDueCompanies } from '#platform/scope.ts'
import { provisionSubscription } from './start-trial.ts'

const system = { kind: 'system', name: 'Subscriptions' } as const

/** For a company that was there before its installation began to bill. */
const startTrial = command({
  name: 'subscriptions.startTrial',
  needs: 'company:settings',
  input: z.object({}),
  run: provisionSubscription,
})

const without = `
  SELECT c.id AS "companyId" FROM companies c
  WHERE c.deleted_at IS NULL AND NOT EXISTS (SELECT FROM company_subscriptions s WHERE s.company_id = c.id)
  ORDER BY c.id`

export const jobs: readonly Job[] = [
  job({
    name: 'subscriptions.startTrials',
    schedule: '5 * * * *',
    input: z.object({}),
    async run(house) {
      if (!house.outside.settings.billing) return
      const ids = await findDueCompanies(house, 'subscriptions.without', without, [])
      await eachCompany(house, 'starting trials', ids, (companyId) =>
        execute(house, startTrial, { companyId, actor: system, origin: { requestId: `trial-${newId()}` } }, {}),
      )
    },
  }),
]
