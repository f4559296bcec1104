import { type PlainDate, todayIn } from '#kernel/calendar.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Counting } from '../domain/range.ts'

/** How the company counts time, and what day it is there. */
export async function loadCounting(scope: Scope): Promise<Counting & { today: PlainDate; weekStartsOn: number }> {
  const { timeZone, weekStartsOn, timeRoundingMinutes, timeRoundingMode } = await loadCompany(scope)
  return {
    timeZone,
    weekStartsOn,
    rounding: { minutes: timeRoundingMinutes, mode: timeRoundingMode },
    today: todayIn(timeZone, scope.now),
  }
}
