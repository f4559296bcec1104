import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { companies } from '#testing/cast.ts'
import { expenseCast } from '#testing/expense-cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { seedWork, work } from '#testing/work.ts'
import * as contract from '../contract.ts'
import { approveExpenses } from './approve-expenses.ts'
import { updateExpenseCategory } from './categories.ts'
import { readExpense } from './read-expenses.ts'
import { rejectExpenses } from './reject-expenses.ts'
import { submitExpenses } from './submit-expenses.ts'
import { updateExpense } from './update-expense.ts'
import { voidExpense } from './void-expense.ts'

const house = useHouse()
const make = expenseCast(house)
const money = moneyCast(house)
const refused = (code: string) => expect.objectContaining({ code })
const entries = (id: string) =>
  house.sql('app', "SELECT id FROM journal_entries WHERE source_type = 'expense' AND source_id = $1", [id])

beforeAll(() => seedWork(house))

describe('approving posts', () => {
  test('what the company paid: the category against Cash, tax included, client and project on both sides', async () => {
    const id = await make.approved('cy', { amountCents: 10_825, taxCents: 825, projectId: work.website })
    expect(await money.lines('expense', id)).toEqual([
      { code: '6000', debit: 10_825, credit: 0, project: work.website },
      { code: '1000', debit: 0, credit: 10_825, project: work.website },
    ])
    const [entry] = await house.sql(
      'app',
      'SELECT entry_date::text AS day, memo FROM journal_entries WHERE source_id = $1',
      [id],
    )
    expect(entry).toEqual({ day: '2026-03-02', memo: 'Expense: Northern Rail' })
    await money.assertInvariants()
  })

  test('what a member paid: against Employee Reimbursements', async () => {
    const id = await make.approved('cy', { paidBy: 'member', amountCents: 4_200 })
    expect((await money.lines('expense', id)).map((line) => [line.code, line.debit, line.credit])).toEqual([
      ['6000', 4_200, 0],
      ['2300', 0, 4_200],
    ])
    await money.assertInvariants()
  })

  test('to the account of the category, from the account that was chosen', async () => {
    const account = async (code: string, type: string) => {
      const insert = `INSERT INTO accounts (company_id, id, code, name, type) VALUES ($1, gen_random_uuid(), $2, $2, $3) RETURNING id`
      return (await house.sql<{ id: string }>('owner', insert, [companies.maple.id, code, type]))[0]?.id ?? ''
    }
    const [card, fuel] = [await account('2050', 'liability'), await account('6100', 'expense')]
    const categoryId = await make.category('vehicle')
    await house.as.ada.execute(updateExpenseCategory, { categoryId, accountId: fuel })
    const id = await make.approved('ada', { categoryId, payingAccountId: card })
    expect((await money.lines('expense', id)).map((line) => line.code)).toEqual(['6100', '2050'])
    await house.sql('owner', 'UPDATE accounts SET active = false WHERE id = $1', [fuel])
    const late = await make.submitted('ada', { categoryId })
    await expect(house.as.ada.execute(approveExpenses, { ids: [late] })).rejects.toEqual(refused('account_not_expense'))
    expect(await entries(late)).toEqual([])
    await house.sql('owner', 'UPDATE accounts SET active = true WHERE id = $1', [fuel])
  })

  test('many at once, each once; approving again changes nothing', async () => {
    const ids = await Promise.all([1, 2, 3].map((amountCents) => make.submitted('cy', { amountCents })))
    const done = await house.as.mia.execute(approveExpenses, { ids })
    expect(done.items.map((one) => [one.id, one.state, one.postedOn])).toEqual(
      ids.map((id) => [id, 'approved', '2026-03-02']),
    )
    await house.as.ada.execute(approveExpenses, { ids })
    for (const id of ids) expect(await entries(id)).toHaveLength(1)
  })

  test('fifty at the same moment, with one key and with many: one entry', async () => {
    const id = await make.submitted('cy', { paidBy: 'member' })
    const shared = newId()
    const call = (idempotencyKey: string) =>
      house.as.mia.http.call(contract.approveExpenses, { ids: [id] }, { idempotencyKey })
    const answers = await Promise.all(Array.from({ length: 50 }, (_one, at) => call(at % 2 ? shared : newId())))
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([200]))
    expect(await entries(id)).toHaveLength(1)
    await money.assertInvariants()
  })

  test('the preview is what then happens', async () => {
    const id = await make.submitted('cy', { paidBy: 'member', amountCents: 3_300 })
    const seen = await house.as.mia.preview(approveExpenses, { ids: [id] })
    expect(await entries(id)).toEqual([])
    expect(seen.balances).toEqual([expect.objectContaining({ label: 'Owed to Cy', kind: 'member' })])
    const { beforeCents, afterCents } = seen.balances[0] ?? { beforeCents: 0, afterCents: 0 }
    expect(afterCents - beforeCents).toBe(3_300)
    await house.as.mia.execute(approveExpenses, { ids: [id] })
    const posted = (await money.lines('expense', id)).map(({ code, debit, credit }) => [code, debit, credit])
    expect(posted).toEqual(seen.entries[0]?.lines.map((line) => [line.accountCode, line.debitCents, line.creditCents]))
  })
})

describe('it refuses', () => {
  test('drafts, and the whole call when one of them is one', async () => {
    const [ready, draft] = [await make.submitted('cy'), await make.draft('cy')]
    const both = house.as.mia.execute(approveExpenses, { ids: [ready, draft] })
    await expect(both).rejects.toEqual(refused('expense_not_submitted'))
    expect(await entries(ready)).toEqual([])
  })

  test('pain 1: to submit what is another member’s, and to change what was submitted or approved', async () => {
    const id = await make.draft('cy')
    await expect(house.as.mia.execute(submitExpenses, { ids: [id] })).rejects.toEqual(refused('not_allowed'))
    await house.as.cy.execute(submitExpenses, { ids: [id] })
    const change = () => house.as.cy.execute(updateExpense, { expenseId: id, amountCents: 1 })
    await expect(change()).rejects.toEqual(refused('expense_not_draft'))
    await house.as.mia.execute(approveExpenses, { ids: [id] })
    await expect(change()).rejects.toEqual(refused('expense_locked'))
    await expect(house.as.mia.execute(rejectExpenses, { ids: [id] })).rejects.toEqual(refused('expense_locked'))
  })

  test('a day in the books that has not come, or lies before the spending; voiding ahead of today', async () => {
    const [id, draft] = [await make.submitted('cy'), await make.draft('cy')]
    const refusal = (path: string) => ({ errors: [expect.objectContaining({ path })] })
    for (const postedOn of ['2199-01-01', '2026-03-01'])
      await expect(house.as.mia.execute(approveExpenses, { ids: [id], postedOn })).rejects.toMatchObject(
        refusal('postedOn'),
      )
    await expect(house.as.cy.execute(submitExpenses, { ids: [draft], postedOn: '2199-01-01' })).rejects.toMatchObject(
      refusal('postedOn'),
    )
    await house.as.mia.execute(approveExpenses, { ids: [id] })
    await expect(house.as.ben.execute(voidExpense, { expenseId: id, voidedOn: '2199-01-01' })).rejects.toMatchObject(
      refusal('voidedOn'),
    )
    expect(await entries(id)).toHaveLength(1)
  })

  test('pain 24: days on which the books are locked; a later day is taken instead', async () => {
    const id = await make.submitted('cy', { spentOn: '2026-01-15' })
    await house.sql('owner', "UPDATE companies SET books_locked_through = '2026-01-31' WHERE id = $1", [
      companies.maple.id,
    ])
    await expect(house.as.mia.execute(approveExpenses, { ids: [id] })).rejects.toEqual(refused('books_locked'))
    const { items } = await house.as.mia.execute(approveExpenses, { ids: [id], postedOn: '2026-02-01' })
    expect(items[0]).toMatchObject({ state: 'approved', spentOn: '2026-01-15', postedOn: '2026-02-01' })
    await house.sql('owner', 'UPDATE companies SET books_locked_through = NULL WHERE id = $1', [companies.maple.id])
  })
})

test('what is sent back is a draft again with the reason, which goes when it is submitted once more', async () => {
  const id = await make.submitted('cy')
  await house.as.mia.execute(rejectExpenses, { ids: [id], reason: 'Whose lunch?' })
  expect(await house.as.cy.perform(readExpense, { expenseId: id })).toMatchObject({
    state: 'draft',
    rejectReason: 'Whose lunch?',
  })
  const { items } = await house.as.cy.execute(submitExpenses, { ids: [id] })
  expect(items[0]).toMatchObject({ state: 'submitted', rejectReason: null })
})

test('companies without approval post at once when it is submitted', async () => {
  await house.sql('owner', 'UPDATE companies SET time_needs_approval = false WHERE id = $1', [companies.maple.id])
  const id = await make.submitted('cy')
  await house.sql('owner', 'UPDATE companies SET time_needs_approval = true WHERE id = $1', [companies.maple.id])
  expect(await house.as.cy.perform(readExpense, { expenseId: id })).toMatchObject({ state: 'approved', entries: [] })
  expect((await house.as.ada.perform(readExpense, { expenseId: id })).entries).toHaveLength(1)
  expect(await entries(id)).toHaveLength(1)
})
