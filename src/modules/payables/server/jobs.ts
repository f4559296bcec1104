import { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { execute, type House, perform } from '#platform/runner.ts'
import { listCompanyIds, type Origin } from '#platform/scope.ts'
import { duePlans } from './due-plans.ts'
import { runRecurringBill } from './run-recurring-bill.ts'

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
  for (const companyId of await listCompanyIds(house)) {
    const where = { companyId, actor: system, origin: { requestId: 'recurring-bills', now } }
    for (const recurringBillId of await perform(house, duePlans, where, {})) {
      while (await runOnce(house, where, recurringBillId)) {
        // until nothing is due any more
      }
    }
  }
}

/** A bill that cannot be posted (the books are locked, an account is gone) is left as a draft, and the plan says why. */
async function runOnce(
  house: House,
  where: Parameters<typeof execute>[2],
  recurringBillId: string,
): Promise<{ billId: string } | null> {
  try {
    return await execute(house, runRecurringBill, where, { recurringBillId })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return execute(house, runRecurringBill, where, { recurringBillId, leftDraftBecause: error.message })
  }
}
