import { addDays, compareDates, type PlainDate, todayIn } from '#kernel/calendar.ts'
import { refuseField } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { comparedDate, comparedSpan } from '../domain/compare.ts'
import { fiscalYearStart } from '../domain/fiscal.ts'
import * as statement from '../domain/statement.ts'
import * as trial from '../domain/trial-balance.ts'
import { accountSums } from './account-sums.ts'
import { statementFile, trialBalanceFile } from './statement-files.ts'

type Asked = { from?: PlainDate | undefined; to?: PlainDate | undefined }

/** The company, today there, and the range that was asked for; the fiscal year so far when none was. */
export async function reportFrame(scope: Scope, asked: Asked = {}) {
  const company = await loadCompany(scope)
  const today = todayIn(company.timeZone, scope.now)
  const to = asked.to ?? (asked.from !== undefined && compareDates(today, asked.from) < 0 ? asked.from : today)
  const from = asked.from ?? fiscalYearStart(to, company.fiscalYearStartMonth)
  if (compareDates(to, from) < 0) throw refuseField('to', 'The period ends before it begins.')
  return { company, today, range: { from, to } }
}

/** All sums until a date, and those until the fiscal year before it ended. */
async function yearSums(scope: Scope, asOf: PlainDate, startMonth: number) {
  const fiscalYearFrom = fiscalYearStart(asOf, startMonth)
  const sums = await accountSums(scope, { from: null, to: asOf })
  const before = await accountSums(scope, { from: null, to: addDays(fiscalYearFrom, -1) })
  return { asOf, fiscalYearFrom, sums, before }
}

export const trialBalance = query({
  name: 'reports.trialBalance',
  needs: 'financials:read',
  input: contract.trialBalance.input,
  async run(scope, { asOf, format }) {
    const { company, today } = await reportFrame(scope)
    const year = await yearSums(scope, asOf ?? today, company.fiscalYearStartMonth)
    const report = trial.trialBalance(year.asOf, year.fiscalYearFrom, year.sums, year.before)
    return format === 'csv' ? trialBalanceFile(report, company.currency) : report
  },
})

export const profitAndLoss = query({
  name: 'reports.profitAndLoss',
  needs: 'financials:read',
  input: contract.profitAndLoss.input,
  async run(scope, { from, to, compare, format }) {
    const { company, range } = await reportFrame(scope, { from, to })
    const spans = compare ? [range, comparedSpan(range, compare)] : [range]
    const columns = []
    for (const span of spans) columns.push({ span, sums: await accountSums(scope, span) })
    const report = { basis: 'accrual' as const, ...statement.profitAndLoss(columns) }
    if (format === 'json') return report
    const heads = spans.map((span) => `${span.from} to ${span.to}`)
    const results = [{ name: 'Net profit', cents: report.netCents }]
    return statementFile(`profit-and-loss-${range.from}-${range.to}`, heads, report.sections, results, company.currency)
  },
})

export const balanceSheet = query({
  name: 'reports.balanceSheet',
  needs: 'financials:read',
  input: contract.balanceSheet.input,
  async run(scope, { asOf, compare, format }) {
    const { company, today } = await reportFrame(scope)
    const date = asOf ?? today
    const dates = compare ? [date, comparedDate(date, compare)] : [date]
    const columns = []
    for (const one of dates) columns.push(await yearSums(scope, one, company.fiscalYearStartMonth))
    const report = { basis: 'accrual' as const, ...statement.balanceSheet(columns) }
    if (format === 'json') return report
    const results = [{ name: 'Liabilities and equity', cents: report.balancingCents }]
    return statementFile(`balance-sheet-${date}`, dates, report.sections, results, company.currency)
  },
})
