import { planAllowsFeature } from '#kernel/plans.ts'
import { planColumns, planJoin, takePlan } from '#modules/subscriptions/server/index.ts'
import type { Scope } from '#platform/scope.ts'

/** Whether webhooks of this company are told anything now: not of one that is closed, nor on a plan that has none. */
export async function isTelling(
  { sql, now, outside }: Pick<Scope, 'sql' | 'now' | 'outside'>,
  companyId: string,
): Promise<boolean> {
  const [found] = await sql<{ closed: boolean }>(
    'integrations.telling',
    `SELECT c.closed_at IS NOT NULL AS closed, ${planColumns} FROM companies c ${planJoin} WHERE c.id = $1`,
    [companyId],
  )
  return (
    found !== undefined &&
    !found.closed &&
    planAllowsFeature(takePlan(found, outside.settings, now).plan.plan, 'apiAccess')
  )
}
