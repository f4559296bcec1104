import type { House } from '../runner.ts'

/**
 * Does the same in one company after another. What fails in one is logged and stops none of the others; at the end it is
 * thrown with how many failed, so that the job counts as failed and is tried again.
 */
export async function eachCompany(
  { outside }: Pick<House, 'outside'>,
  what: string,
  companyIds: readonly string[],
  work: (companyId: string) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = []
  for (const companyId of companyIds) {
    try {
      await work(companyId)
    } catch (error) {
      outside.log.error({ err: error, companyId }, `${what} failed in one company`)
      failures.push(error)
    }
  }
  if (failures.length === 0) return
  throw new AggregateError(failures, `${what} failed in ${failures.length} of ${companyIds.length} companies`)
}
