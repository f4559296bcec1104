import { addDays } from '#kernel/calendar.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { cashFlow as cashFlowOf } from '../domain/cash-flow.ts'
import { dayColumns, spanColumns } from '../domain/compare.ts'
import type { FlowColumn } from '../domain/statement.ts'
import * as statement from '../domain/statement.ts'
import * as trial from '../domain/trial-balance.ts'
import { accountSums } from './account-sums.ts'
import { cashBasisColumns } from './cash-basis.ts'
import { reportFrame, yearSums } from './frame.ts'
import { dayHeads, spanHeads, statementFile, trialBalanceFile } from './statement-files.ts'

export const trialBalance = query({
  name: 'reports.trialBalance',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.trialBalance.input,
  async run(scope, { asOf, compare, format, ...asked }) {
    const { company, today, knownAt } = await reportFrame(scope, asked)
    const columns = await years(scope, dayColumns(asOf ?? today, compare, knownAt), company.fiscalYearStartMonth)
    const report = trial.trialBalance(columns)
    return format === 'csv' ? trialBalanceFile(report, company.currency) : report
  },
})

export const profitAndLoss = query({
  name: 'reports.profitAndLoss',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.profitAndLoss.input,
  async run(scope, { basis, compare, format, ...asked }) {
    const { company, range, knownAt } = await reportFrame(scope, asked)
    const spans = spanColumns(range, compare, knownAt)
    const columns = basis === 'cash' ? await cashBasisColumns(scope, spans) : await accrualColumns(scope, spans)
    const report = { basis, ...statement.profitAndLoss(columns) }
    if (format === 'json') return report
    const results = [{ name: 'Net profit', cents: report.netCents }]
    const name = `profit-and-loss-${basis === 'cash' ? 'cash-' : ''}${range.from}-${range.to}`
    return statementFile(name, spanHeads(report.columns), report.sections, results, company.currency)
  },
})

export const balanceSheet = query({
  name: 'reports.balanceSheet',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.balanceSheet.input,
  async run(scope, { asOf, compare, format, ...asked }) {
    const { company, today, knownAt } = await reportFrame(scope, asked)
    const date = asOf ?? today
    const columns = await years(scope, dayColumns(date, compare, knownAt), company.fiscalYearStartMonth)
    const report = { basis: 'accrual' as const, ...statement.balanceSheet(columns) }
    if (format === 'json') return report
    const results = [{ name: 'Liabilities and equity', cents: report.balancingCents }]
    return statementFile(`balance-sheet-${date}`, dayHeads(report.columns), report.sections, results, company.currency)
  },
})

export const cashFlow = query({
  name: 'reports.cashFlow',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.cashFlow.input,
  async run(scope, { compare, format, ...asked }) {
    const { company, range, knownAt } = await reportFrame(scope, asked)
    const columns = []
    for (const flow of await accrualColumns(scope, spanColumns(range, compare, knownAt))) {
      const until = addDays(flow.column.from, -1)
      const before = await accountSums(scope, { from: null, to: until }, { knownAt: flow.column.knownAt })
      columns.push({ ...flow, before })
    }
    const report = cashFlowOf(columns)
    if (format === 'json') return report
    const results = [
      { name: 'Change in cash', cents: report.changeCents },
      { name: 'Cash before', cents: report.openingCents },
      { name: 'Cash after', cents: report.closingCents },
    ]
    const name = `cash-flow-${range.from}-${range.to}`
    return statementFile(name, spanHeads(report.columns), report.sections, results, company.currency)
  },
})

async function accrualColumns<Column extends FlowColumn>(scope: Scope, spans: readonly Column[]) {
  const columns = []
  for (const column of spans) {
    columns.push({ column, sums: await accountSums(scope, column, { knownAt: column.knownAt }) })
  }
  return columns
}

async function years(scope: Scope, days: ReturnType<typeof dayColumns>, startMonth: number) {
  const columns = []
  for (const day of days) columns.push(await yearSums(scope, day, startMonth))
  return columns as [trial.YearSums, ...trial.YearSums[]]
}
