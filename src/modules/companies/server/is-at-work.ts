import { Refusal } from '#kernel/refusal.ts'
import { planColumns, planJoin, takePlan } from '#modules/subscriptions/server/index.ts'
import type { Scope } from '#platform/scope.ts'

/**
 * Whether what comes by itself (invoices that repeat, reminders, late fees) comes in this company now: not in one that is
 * closed or read-only. What was due meanwhile is made up for afterwards.
 */
export async function isAtWork(scope: Scope): Promise<boolean> {
  const [found] = await scope.sql<{ closed: boolean }>(
    'companies.atWork',
    `SELECT c.closed_at IS NOT NULL AS closed, ${planColumns} FROM companies c ${planJoin} WHERE c.id = $1`,
    [scope.companyId],
  )
  if (!found || found.closed) return false
  return !takePlan(found, scope.outside.settings, scope.now).plan.readOnly
}

/** Before whoever came by a link changes something: refuses with `company_asleep`. */
export async function assertAtWork(scope: Scope): Promise<void> {
  if (!(await isAtWork(scope))) throw new Refusal('company_asleep')
}
