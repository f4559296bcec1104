import { beforeAll, describe, expect, test } from 'vitest'
import { companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { makeHistory } from '#testing/history.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../contract.ts'
import * as ledger from '../contract-ledger.ts'
import * as sales from '../contract-sales.ts'

const house = useHouse()
beforeAll(() => makeHistory(house))

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] }

describe('pain 14: a fixed number of statements per report', () => {
  const asked = { from: '2025-01-01', to: '2026-04-30' }
  const known = { knownAt: '2026-03-31', compare: 'known-now' as const }
  test.each([
    ['trial balance', () => house.as.ada.http.call(contract.trialBalance, { asOf: asked.to })],
    [
      'balance sheet beside what is known now',
      () => house.as.ada.http.call(contract.balanceSheet, { asOf: asked.to, ...known }),
    ],
    ['profit and loss', () => house.as.ada.http.call(contract.profitAndLoss, asked)],
    [
      'profit and loss, cash basis, compared',
      () => house.as.ada.http.call(contract.profitAndLoss, { ...asked, basis: 'cash', compare: 'prior-year' }),
    ],
    ['cash flow', () => house.as.ada.http.call(contract.cashFlow, asked)],
    ['general ledger', () => house.as.ada.http.call(ledger.generalLedger, asked)],
    ['receivables by age', () => house.as.ada.http.call(contract.arAging, { asOf: asked.to })],
    ['sales tax, cash basis', () => house.as.ada.http.call(sales.salesTax, { ...asked, basis: 'cash' })],
    ['revenue by service', () => house.as.ada.http.call(sales.revenue, { ...asked, by: 'service' })],
    ['project profitability', () => house.as.ada.http.call(sales.projectProfitability, asked)],
    ['lines behind a figure', () => house.as.ada.http.call(ledger.figureLines, { ...asked, kind: 'income' })],
  ])('%s', async (_name, read) => {
    expect((await read()).statusCode).toBe(200)
    const first = await countStatements(read)
    await house.as.ada.scope(async (scope) => {
      await scope.sql(
        'test.more',
        `WITH e AS (
           INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at)
           SELECT $1, gen_random_uuid(), '2026-01-01'::date + n, 'More', 'manual', gen_random_uuid(), now() FROM generate_series(1, 40) n
           RETURNING company_id, id, entry_date
         )
         INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents)
         SELECT e.company_id, e.id, s.line_no, e.entry_date, a.id, s.debit, s.credit
         FROM e CROSS JOIN (VALUES (1, 'cash', 5, 0), (2, 'revenue', 0, 5)) s (line_no, key, debit, credit)
         JOIN accounts a ON a.company_id = e.company_id AND a.system_key = s.key`,
        [companies.maple.id],
      )
    })
    const second = await countStatements(read)
    expect(second).toBe(first)
    expect(second).toBeLessThanOrEqual(16)
  })
})

describe('a report reads rollups, not all lines', () => {
  /** Two years of lines for Oak Electric, so that the planner has something to lose. */
  beforeAll(async () => {
    await house.sql(
      'owner',
      `WITH e AS (
         INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at)
         SELECT $1, gen_random_uuid(), '2024-01-01'::date + (n % 720), 'Many', 'manual', gen_random_uuid(),
                ('2024-01-01'::date + (n % 720))::timestamptz + CASE WHEN n % 50 = 0 THEN interval '90 days' ELSE interval '12 hours' END
         FROM generate_series(1, 6000) n RETURNING company_id, id, entry_date
       )
       INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents)
       SELECT e.company_id, e.id, s.line_no, e.entry_date, a.id, s.debit, s.credit
       FROM e CROSS JOIN (VALUES (1, 'cash', 5, 0), (2, 'revenue', 0, 5)) s (line_no, key, debit, credit)
       JOIN accounts a ON a.company_id = e.company_id AND a.system_key = s.key`,
      [companies.oak.id],
      companies.oak.id,
    )
    await house.sql('owner', 'ANALYZE journal_entries, journal_lines, account_balances', [])
  })

  /** The plans of the statements that a report sends, as the application's role, behind row-level security. */
  async function plansOf(statement: string, values: readonly unknown[]): Promise<Plan[]> {
    return house.as.olga.scope(async (scope) => {
      const [row] = await scope.sql<{ 'QUERY PLAN': { Plan: Plan }[] }>(
        `explain.${statement.length}`,
        `EXPLAIN (FORMAT JSON) ${statement}`,
        values,
      )
      const all = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(all)]
      return all(row?.['QUERY PLAN'][0]?.Plan as Plan)
    })
  }

  test('sums come from months and from index ranges of broken ones', async () => {
    const { accountSumsStatement } = await import('./account-sums.ts')
    const plans = await plansOf(accountSumsStatement, [
      companies.oak.id,
      '0001-01-01',
      '2025-10-01',
      null,
      null,
      1,
      '2025-11-01',
      '2025-11-12',
      1,
      null,
    ])
    expect(plans.some((plan) => plan['Relation Name'] === 'account_balances')).toBe(true)
    const lines = plans.filter((plan) => plan['Relation Name'] === 'journal_lines')
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.filter((plan) => plan['Index Name'] !== 'journal_lines_account_idx')).toEqual([])
  })

  test('what was not known then comes from the late ones and the days near it', async () => {
    const { unknownStatement } = await import('./account-sums.ts')
    const plans = await plansOf(unknownStatement, [
      companies.oak.id,
      '0001-01-01',
      '2025-06-30',
      '2025-07-05T00:00:00Z',
      '2025-07-04',
      null,
    ])
    expect(
      plans.filter((plan) => /Seq Scan/.test(plan['Node Type']) && plan['Relation Name']?.startsWith('journal')),
    ).toEqual([])
    const indexes = plans.map((plan) => plan['Index Name'])
    expect(indexes).toContain('journal_entries_late_idx')
  })
})
