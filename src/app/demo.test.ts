import { expect, test } from 'vitest'
import * as calls from '#modules/demo/contract-calls.ts'
import { maple, oak } from '#modules/demo/domain/index.ts'
import { fillCompanies, fillStories } from '#modules/demo/server/fill.ts'
import { companyIdOf, system } from '#modules/demo/server/open-company.ts'
import { checkInvariants } from '#modules/reports/server/index.ts'
import type { Route } from '#platform/operation.ts'
import { openScope } from '#platform/scope.ts'
import { useHouse } from '#testing/house.ts'
import { routes } from './modules.ts'

const house = useHouse()
const lines: string[] = []
const filling = { house, say: (line: string) => lines.push(line), months: 3 }
const mapleId = companyIdOf(maple)

const inside = <Row extends object>(text: string, companyId = mapleId) =>
  house.sql<Row>('owner', text, [companyId], companyId)
const count = async (table: string) =>
  (await inside<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE company_id = $1`))[0]?.n ?? 0

/** The application's routes, of which payments fail after a while. */
function failing(): Route[] {
  let left = 4
  return routes.map((route) => {
    const { endpoint, operation } = route
    if (endpoint !== calls.recordPayment || operation.kind !== 'command') return route
    const run: typeof operation.run = async (scope, input) => {
      left -= 1
      if (left < 0) throw new Error('the power is gone')
      return operation.run(scope, input)
    }
    return { endpoint, operation: { ...operation, run } }
  })
}

test('a database with other companies is left alone', async () => {
  expect(await fillCompanies({ ...filling, routes })).toBe(false)
  expect(await count('members')).toBe(0)
})

test('a demo that was interrupted goes on where it stopped, once', async () => {
  await expect(fillStories({ ...filling, routes: failing() }, [maple, oak])).rejects.toThrow('the power is gone')
  expect(lines.at(-1)).toContain('incomplete')
  const begun = await count('time_entries')
  expect(begun).toBeGreaterThan(0)
  expect(await fillCompanies({ ...filling, routes })).toBe(true)
  const made = [await count('documents'), await count('time_entries'), await count('payments')]
  expect(made[1]).toBeGreaterThan(begun)
  expect(await fillCompanies({ ...filling, routes })).toBe(false)
  expect([await count('documents'), await count('time_entries'), await count('payments')]).toEqual(made)
}, 60_000)

test('three months have every state of invoices and time', async () => {
  const states = await inside<{ state: string }>(
    `SELECT DISTINCT CASE WHEN state IN ('sent', 'partially_paid') AND due_on < current_date THEN 'overdue' ELSE state END AS state
     FROM documents WHERE company_id = $1 ORDER BY 1`,
  )
  expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['draft', 'overdue', 'paid', 'sent', 'void']))
  expect(await inside("SELECT 1 AS n FROM documents WHERE company_id = $1 AND state = 'partially_paid'")).not.toEqual(
    [],
  )
  const time = await inside<{ state: string }>(
    'SELECT DISTINCT state FROM time_entries WHERE company_id = $1 ORDER BY state',
  )
  expect(time.map(({ state }) => state)).toEqual(expect.arrayContaining(['approved', 'billed', 'submitted']))
  expect(await count('client_credit_entries')).toBeGreaterThan(0)
  expect(await count('timers')).toBe(1)
  const expenses = await inside<{ state: string }>('SELECT DISTINCT state FROM expenses WHERE company_id = $1')
  expect(expenses.map(({ state }) => state)).toEqual(
    expect.arrayContaining(['draft', 'submitted', 'approved', 'reimbursed', 'void']),
  )
  expect(await count('expense_receipts')).toBeGreaterThan(5)
})

test('what was undone is there too, a late fee, what stood in the old books, and a lock', async () => {
  for (const table of ['payment_reversals', 'credit_note_reversals', 'bill_payment_reversals', 'late_fees'])
    expect([table, await count(table)]).toEqual([table, 1])
  const opening = "SELECT 1 AS n FROM journal_entries WHERE company_id = $1 AND memo = 'Opening balances'"
  expect(await inside(opening)).toHaveLength(1)
  const [company] = await inside<{ locked: boolean }>(
    'SELECT books_locked_through < current_date AS locked FROM companies WHERE id = $1',
  )
  expect(company?.locked).toBe(true)
})

test('its books keep every rule', async () => {
  for (const companyId of [mapleId, companyIdOf(oak)]) {
    const reading = { ...house, origin: { requestId: 'test' }, mode: 'read' } as const
    const verdicts = await openScope(reading, companyId, system, checkInvariants)
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
  }
  expect(lines.filter((line) => line.includes('breaks rule'))).toEqual([])
})
