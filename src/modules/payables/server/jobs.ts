import { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import { eachCompany } from '#platform/jobs/each-company.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { execute, type House, perform } from '#platform/runner.ts'
import { listCompanyIds, type Origin } from '#platform/scope.ts'
import { duePlans } from './due-plans.ts'
import { holdRecurringBill, runRecurringBill } from './run-recurring-bill.ts'

const system = { kind: 'system', name: 'Recurring bills' } as const

export const jobs: readonly Job[] = [
  job({
    name: 'payables.runRecurringBills',
    schedule: '7 * * * *',
    input: z.object({}),
    run: (house) => runRecurringBills(house),
  }),
]

/** Makes every bill that is due, in every company; the missed ones in the order of their days. */
export async function runRecurringBills(house: House, now?: Origin['now']): Promise<void> {
  await eachCompany(house, 'recurring bills', await listCompanyIds(house), (companyId) =>
    runCompany(house, { companyId, actor: system, origin: { requestId: 'recurring-bills', now } }),
  )
}

type Where = Parameters<typeof execute>[2]

/** What fails for one plan is logged and thrown at the end; the others are run before. */
async function runCompany(house: House, where: Where): Promise<void> {
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
