import type { Instant } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { execute, type House, perform } from '#platform/runner.ts'
import { findDueCompanies } from '#platform/scope.ts'
import { duePlans } from './due-plans.ts'
import { holdRecurringBill, runRecurringBill } from './run-recurring-bill.ts'

const system = { kind: 'system', name: 'Recurring bills' } as const

/** Companies with a recurring bill whose day has come on their own wall; one index scan over all of them. */
export async function companiesWithDueBills(house: House, now: Instant): Promise<string[]> {
  return findDueCompanies(
    house,
    'payables.dueCompanies',
    `SELECT DISTINCT b.company_id AS "companyId" FROM recurring_bills b
     JOIN companies c ON c.id = b.company_id AND c.deleted_at IS NULL
     WHERE b.state = 'active' AND b.next_run_on <= (($1::timestamptz AT TIME ZONE 'UTC') + interval '14 hours')::date
       AND b.next_run_on <= ($1::timestamptz AT TIME ZONE c.time_zone)::date`,
    [now],
  )
}

type Where = Parameters<typeof execute>[2]

/**
 * Makes every bill that is due in one company, the missed ones in the order of their days. What fails for one plan is
 * logged and thrown at the end; the others are run before.
 */
export async function runRecurringBills(house: House, companyId: string, now: Instant): Promise<void> {
  const where: Where = { companyId, actor: system, origin: { requestId: 'recurring-bills', now } }
  const failures: unknown[] = []
  for (const recurringBillId of await perform(house, duePlans, where, {})) {
    try {
      while (await runOnce(house, where, recurringBillId)) {
        // until nothing is due any more
      }
    } catch (error) {
      house.outside.log.error({ err: error, ...where.origin, recurringBillId }, 'a recurring bill was not made')
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} recurring bills were not made`)
}

/**
 * A bill that cannot be posted (the books are locked, an account is gone) is left as a draft, and the plan says why. One
 * that cannot even be drafted (a project on it is gone) waits: the plan says why, and its day is tried again.
 */
async function runOnce(house: House, where: Where, recurringBillId: string): Promise<{ billId: string } | null> {
  const leave = (because: Refusal) =>
    execute(house, runRecurringBill, where, { recurringBillId, leftDraftBecause: because.message })
  return execute(house, runRecurringBill, where, { recurringBillId })
    .catch((error) => (error instanceof Refusal ? leave(error) : Promise.reject(error)))
    .catch((error) => {
      if (!(error instanceof Refusal)) throw error
      return execute(house, holdRecurringBill, where, { recurringBillId, because: error.message })
    })
}
