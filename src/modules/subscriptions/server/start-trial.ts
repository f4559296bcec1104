import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { standing, startTrial } from '../domain/index.ts'
import { insertSubscription } from './store.ts'

/** What a company begins with where companies are billed: its trial. One that has a subscription keeps it. */
export async function provisionSubscription(scope: Scope): Promise<void> {
  if (!scope.outside.settings.billing) return
  const trial = startTrial(scope.now)
  const begun = await insertSubscription(scope, trial, standing(trial, scope.now).seats)
  if (begun) audit(scope, { subjectType: 'subscription', subjectId: scope.companyId, after: trial })
}
