import type { PlainDate } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import type { Scope } from '#platform/scope.ts'

/** Refuses a day, said for expenses to stand in the books on, that lies before one of them was spent or that has not come. */
export async function postingDayCheck(
  scope: Scope,
  postedOn: PlainDate | undefined,
): Promise<(expense: { spentOn: PlainDate }) => void> {
  if (postedOn === undefined) return () => {}
  const today = await companyToday(scope)
  return ({ spentOn }) => void dayBetween(spentOn, today, postedOn, 'postedOn')
}
