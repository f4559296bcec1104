import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { Download } from '#platform/operation.ts'
import { companies } from '#testing/cast.ts'
import { expenseCast } from '#testing/expense-cast.ts'
import { useHouse } from '#testing/house.ts'
import { seedWork, work } from '#testing/work.ts'
import { createExpenseCategory, updateExpenseCategory } from './categories.ts'
import { createExpense } from './create-expense.ts'
import { deleteExpense } from './delete-expense.ts'
import { provisionCategories } from './index.ts'
import { createMerchant, listMerchants, updateMerchant } from './merchants.ts'
import { listExpenses, readExpense } from './read-expenses.ts'
import { updateExpense } from './update-expense.ts'

const house = useHouse()
const make = expenseCast(house)
const refused = (code: string) => expect.objectContaining({ code })
const named = (path: string) => expect.objectContaining({ errors: [expect.objectContaining({ path })] })
let travel = ''
const plain = () => ({ merchantName: 'Corner Café', spentOn: '2026-03-02', amountCents: 1250, categoryId: travel })

async function list(who: 'ada' | 'cy', said: z.input<typeof listExpenses.input>) {
  const page = await house.as[who].perform(listExpenses, said)
  if (page instanceof Download) throw new Error('a file')
  return page
}

beforeAll(async () => {
  await seedWork(house)
  travel = await make.category('travel')
})

test('a new company has its categories, and provisioning again adds nothing, also after a rename', async () => {
  const before = await house.sql('app', 'SELECT id, name FROM expense_categories ORDER BY id')
  expect(before).toHaveLength(15)
  const meals = await make.category('meals')
  await house.as.ada.execute(updateExpenseCategory, { categoryId: meals, name: 'Food' })
  await house.as.ada.scope(provisionCategories)
  expect(await house.sql('app', 'SELECT id FROM expense_categories')).toHaveLength(15)
})

test('a category is posted to an expense account that is in use, and to no other', async () => {
  const accounts = await house.sql<{ key: string; id: string }>(
    'app',
    'SELECT system_key AS key, id FROM accounts WHERE system_key IS NOT NULL',
  )
  const account = (key: string) => accounts.find((one) => one.key === key)?.id ?? ''
  const add = (accountId: string, name = 'Hosting') => house.as.ada.execute(createExpenseCategory, { name, accountId })
  await expect(add(account('cash'))).rejects.toEqual(refused('account_not_expense'))
  const hosting = await add(account('expenses'))
  expect(hosting).toMatchObject({ accountCode: '6000', active: true })
  await expect(add(account('expenses'), 'HOSTING')).rejects.toEqual(refused('expense_category_taken'))
  await house.as.ada.execute(updateExpenseCategory, { categoryId: hosting.id, active: false })
  const use = house.as.cy.execute(createExpense, { ...plain(), categoryId: hosting.id })
  await expect(use).rejects.toEqual(named('categoryId'))
})

test('merchants are found whatever the case, and remember their last category', async () => {
  const software = await make.category('software')
  const first = await house.as.cy.execute(createExpense, plain())
  const second = await house.as.mia.execute(createExpense, {
    ...plain(),
    merchantName: ' corner CAFÉ ',
    categoryId: software,
  })
  expect([second.merchantId, second.merchantName]).toEqual([first.merchantId, 'Corner Café'])
  const found = await house.as.cy.perform(listMerchants, { q: 'caf' })
  expect(found.items).toEqual([expect.objectContaining({ name: 'Corner Café', categoryId: software })])
  await expect(house.as.cy.execute(createMerchant, { name: 'CORNER café' })).rejects.toEqual(
    refused('merchant_name_taken'),
  )
  await house.as.mia.execute(updateMerchant, { merchantId: first.merchantId, name: 'Café on the Corner' })
  expect((await house.as.cy.perform(readExpense, { expenseId: first.id })).merchantName).toBe('Café on the Corner')
})

describe('what is entered', () => {
  test('the client follows from the project; defaults are today, Cash and no markup', async () => {
    const now = { now: '2026-03-05T02:00:00.000000Z' }
    const { spentOn: _day, ...rest } = plain()
    const made = await house.as.cy.execute(createExpense, { ...rest, projectId: work.website }, now)
    expect(made).toMatchObject({
      ...{ clientId: work.birch, clientName: 'Birch', projectName: 'Website', spentOn: '2026-03-04', state: 'draft' },
      ...{ paidBy: 'company', payingAccountName: 'Cash', markupPercent: '0', billable: false, mine: true },
    })
  })

  test.each`
    said                                                 | field
    ${{ spentOn: '2199-01-01' }}                         | ${'spentOn'}
    ${{ taxCents: 1251 }}                                | ${'taxCents'}
    ${{ billable: true }}                                | ${'clientId'}
    ${{ projectId: work.website, clientId: work.cedar }} | ${'projectId'}
  `('$said is refused beside $field', async ({ said, field }) => {
    await expect(house.as.mia.execute(createExpense, { ...plain(), ...said })).rejects.toEqual(named(field))
  })

  test('an account that documents control pays for nothing', async () => {
    const [ar] = await house.sql<{ id: string }>('app', "SELECT id FROM accounts WHERE code = '1100'")
    const pay = house.as.ada.execute(createExpense, { ...plain(), payingAccountId: ar?.id ?? '' })
    await expect(pay).rejects.toEqual(refused('account_not_paying'))
  })

  test('a draft is changed and deleted by its owner, with the revision they saw', async () => {
    const id = await make.draft('cy', { projectId: work.website, billable: true, markupPercent: '10' })
    const changed = await house.as.cy.execute(updateExpense, { expenseId: id, amountCents: 20_001, notes: 'Taxi' })
    expect(changed).toMatchObject({
      amountCents: 20_001,
      billableCents: 22_001,
      notes: 'Taxi',
      projectId: work.website,
    })
    await expect(house.as.mia.execute(updateExpense, { expenseId: id, notes: 'x' })).rejects.toEqual(
      refused('not_allowed'),
    )
    const stale = house.as.cy.execute(updateExpense, { expenseId: id, notes: 'x' }, { expectedRevision: 1 })
    await expect(stale).rejects.toEqual(refused('stale_revision'))
    await house.as.cy.execute(deleteExpense, { expenseId: id })
    await expect(house.as.cy.perform(readExpense, { expenseId: id })).rejects.toEqual(refused('not_found'))
  })
})

describe('staff see their own expenses and their own projects', () => {
  test('on every read and change', async () => {
    const adas = await make.draft('ada', { projectId: work.garden })
    const mine = await list('cy', { limit: 200 })
    expect(mine.items.every((one) => one.mine)).toBe(true)
    await expect(house.as.cy.perform(readExpense, { expenseId: adas })).rejects.toEqual(refused('not_found'))
    await expect(house.as.cy.execute(updateExpense, { expenseId: adas, notes: 'x' })).rejects.toEqual(
      refused('not_found'),
    )
    for (const foreign of [{ projectId: work.garden }, { clientId: work.birch }, { projectId: work.wiring }]) {
      await expect(house.as.cy.execute(createExpense, { ...plain(), ...foreign })).rejects.toEqual(refused('not_found'))
    }
  })

  test('with the right to approve, also those of their projects and of none', async () => {
    const garden = await make.submitted('ada', { projectId: work.garden })
    const website = await make.submitted('ada', { projectId: work.website })
    const none = await make.submitted('ada')
    const text = 'UPDATE members SET can_approve_time = $2 WHERE company_id = $1 AND role = $3'
    await house.sql('owner', text, [companies.maple.id, true, 'staff'])
    const seen = (await list('cy', { limit: 200 })).items.map((one) => one.id)
    expect([garden, website, none].map((id) => seen.includes(id))).toEqual([false, true, true])
    await house.sql('owner', text, [companies.maple.id, false, 'staff'])
  })
})

describe('the list', () => {
  test('filters, sums without void, pages by date and amount, finds merchants and notes', async () => {
    const client = { clientId: work.cedar }
    const one = await make.draft('mia', {
      ...client,
      merchantName: 'Zephyr Air',
      spentOn: '2026-01-10',
      amountCents: 900,
    })
    const two = await make.approved('mia', {
      ...client,
      notes: 'Umbrella',
      spentOn: '2026-01-11',
      amountCents: 700,
      paidBy: 'member',
    })
    const ids = async (said: object) => (await list('ada', { ...client, ...said })).items.map(({ id }) => id)
    expect(await ids({ from: '2026-01-01', to: '2026-01-31' })).toEqual([two, one])
    expect(await ids({ sort: '-amountCents', from: '2026-01-01', to: '2026-01-31' })).toEqual([one, two])
    expect(await ids({ q: 'zeph' })).toEqual([one])
    expect(await ids({ q: 'umbr' })).toEqual([two])
    expect(await ids({ owed: true })).toEqual([two])
    expect(await ids({ state: 'draft,void', to: '2026-01-31' })).toEqual([one])
    const summed = await list('ada', {
      ...client,
      to: '2026-01-31',
      include: 'totals',
      limit: 1,
    })
    expect([summed.totals, summed.items.length]).toEqual([{ count: 2, amountCents: 1600 }, 1])
    const next = await list('ada', {
      ...client,
      to: '2026-01-31',
      limit: 1,
      cursor: summed.nextCursor ?? '',
    })
    expect(next.items.map(({ id }) => id)).toEqual([one])
  })

  test('as CSV: everything that the filter finds, harmless in a spreadsheet', async () => {
    await make.draft('mia', {
      merchantName: '=HYPERLINK("x")',
      spentOn: '2025-12-24',
      amountCents: 1_234_56,
      taxCents: 56,
    })
    const { listExpenses: endpoint } = await import('../contract.ts')
    const answer = await house.as.ada.http.call(endpoint, { from: '2025-12-24', to: '2025-12-24', format: 'csv' })
    expect(answer.headers['content-type']).toMatch(/^text\/csv/)
    expect(answer.body.split('\r\n')[1]).toBe(
      `2025-12-24,"'=HYPERLINK(""x"")",Travel,1234.56,0.56,,,company,Mia,draft,,`,
    )
  })
})
