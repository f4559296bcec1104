import { addDays, compareDates, fiscalYearStart, type Instant, type PlainDate, todayIn } from '#kernel/calendar.ts'
import { refuseField } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { YearSums } from '../domain/trial-balance.ts'
import { accountSums } from './account-sums.ts'
import { knownUntil } from './known.ts'

type Asked = { from?: PlainDate | undefined; to?: PlainDate | undefined; knownAt?: string | undefined }

/** The company, today there, the range that was asked for (the fiscal year so far when none was), and what was known when. */
export async function reportFrame(scope: Scope, asked: Asked = {}) {
  const company = await loadCompany(scope)
  const today = todayIn(company.timeZone, scope.now)
  const to = asked.to ?? (asked.from !== undefined && compareDates(today, asked.from) < 0 ? asked.from : today)
  const from = asked.from ?? fiscalYearStart(to, company.fiscalYearStartMonth)
  if (compareDates(to, from) < 0) throw refuseField('to', 'The period ends before it begins.')
  return { company, today, range: { from, to }, knownAt: knownUntil(asked.knownAt, company.timeZone) }
}

type Day = { asOf: PlainDate; knownAt: Instant | null }

/** All sums until a date, and those until the fiscal year before it ended. */
export async function yearSums(scope: Scope, { asOf, knownAt }: Day, startMonth: number): Promise<YearSums> {
  const fiscalYearFrom = fiscalYearStart(asOf, startMonth)
  const sums = await accountSums(scope, { from: null, to: asOf }, { knownAt })
  const before = await accountSums(scope, { from: null, to: addDays(fiscalYearFrom, -1) }, { knownAt })
  return { asOf, fiscalYearFrom, knownAt, sums, before }
}
