import { Refusal } from '#kernel/refusal.ts'
import { isAtWork } from '#modules/companies/server/index.ts'
import { execute, type House } from '#platform/runner.ts'
import { findDueCompanies, openScope } from '#platform/scope.ts'
import { recordFailure, runPlan } from './run-plan.ts'

const system = { kind: 'system', name: 'Recurring plans' } as const
/** A plan that was asleep for years is made up for over several rounds. */
const runsMax = 60

type DuePlan = { planId: string; plannedOn: string }

/** Companies with a plan whose day has come on their own wall; one index scan over all of them. */
export async function companiesWithDuePlans(house: House, now: string): Promise<string[]> {
  return findDueCompanies(
    house,
    'recurring.dueCompanies',
    `SELECT DISTINCT p.company_id AS "companyId" FROM recurring_plans p
     JOIN companies c ON c.id = p.company_id AND c.deleted_at IS NULL
     WHERE p.state = 'active' AND p.deleted_at IS NULL AND p.next_run_on <= (($1::timestamptz AT TIME ZONE 'UTC') + interval '14 hours')::date
       AND p.next_run_on <= ($1::timestamptz AT TIME ZONE c.time_zone)::date AND (p.retry_at IS NULL OR p.retry_at <= $1)`,
    [now],
  )
}

/** Makes what is due in one company, each plan's days in their order. A plan that fails keeps its reason; the others go on. */
export async function runDuePlans(house: House, companyId: string, now: string): Promise<void> {
  const where = { companyId, actor: system, origin: { requestId: 'recurring-plans', now } }
  for (const due of await duePlans(house, companyId, now)) {
    try {
      for (let runs = 0; runs < runsMax; runs += 1) {
        const made = await execute(house, runPlan, where, { planId: due.planId })
        if (!made) break
      }
    } catch (error) {
      const reason = error instanceof Refusal ? error.message : 'It could not be made because of a fault on our side.'
      house.outside.log.warn({ err: error, companyId, planId: due.planId }, 'a recurring plan did not run')
      await keepReason(house, companyId, now, due.planId, reason)
    }
  }
}

async function keepReason(house: House, companyId: string, now: string, planId: string, reason: string) {
  const where = { companyId, actor: system, origin: { requestId: 'recurring-plans', now } }
  const [still] = (await duePlans(house, companyId, now)).filter((one) => one.planId === planId)
  if (still) await execute(house, recordFailure, where, { planId, plannedOn: still.plannedOn, reason })
}

async function duePlans(house: House, companyId: string, now: string): Promise<DuePlan[]> {
  return openScope(
    { ...house, origin: { requestId: 'recurring-plans', now }, mode: 'read' },
    companyId,
    system,
    async (scope) =>
      (await isAtWork(scope))
        ? scope.sql<DuePlan>(
            'recurring.duePlans',
            `SELECT p.id AS "planId", p.next_run_on AS "plannedOn" FROM recurring_plans p JOIN companies c ON c.id = p.company_id
         WHERE p.company_id = $1 AND p.state = 'active' AND p.deleted_at IS NULL
           AND p.next_run_on <= ($2::timestamptz AT TIME ZONE c.time_zone)::date AND (p.retry_at IS NULL OR p.retry_at <= $2)
         ORDER BY p.next_run_on, p.id LIMIT 1000`,
            [companyId, now],
          )
        : [],
  )
}
