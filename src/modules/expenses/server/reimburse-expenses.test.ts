import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { expenseCast } from '#testing/expense-cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { seedWork, work } from '#testing/work.ts'
import * as contract from '../contract.ts'
import { listOwed } from './owed.ts'
import { readExpense } from './read-expenses.ts'
import { reimburseExpenses } from './reimburse-expenses.ts'
import { reverseReimbursement } from './reverse-reimbursement.ts'
import { voidExpense } from './void-expense.ts'

const house = useHouse()
const make = expenseCast(house)
const money = moneyCast(house)
const refused = (code: string) => expect.objectContaining({ code })
const named = (path: string) => expect.objectContaining({ errors: [expect.objectContaining({ path })] })
const mine = (amountCents: number, more: object = {}) => make.approved('cy', { paidBy: 'member', amountCents, ...more })
const state = async (expenseId: string) => (await house.as.ada.perform(readExpense, { expenseId })).state
const owedTo = async (name: string) =>
  (await house.as.ada.perform(listOwed, {})).items.find((one) => one.memberName === name)?.amountCents ?? 0
const sides = (lines: { code: string; debit: number; credit: number }[]) =>
  lines.map(({ code, debit, credit }) => [code, debit, credit])

beforeAll(() => seedWork(house))

describe('paying a member back', () => {
  test('several expenses in one act and one entry; what is owed goes down by them (invariant 4)', async () => {
    const ids = [await mine(4_200, { projectId: work.website }), await mine(1_050)]
    const left = await mine(700)
    const before = await owedTo('Cy')
    const seen = await house.as.ada.preview(reimburseExpenses, { ids })
    expect(seen.balances).toEqual([
      expect.objectContaining({ label: 'Owed to Cy', beforeCents: before, afterCents: before - 5_250 }),
    ])
    const paid = await house.as.ada.execute(reimburseExpenses, { ids, paidOn: '2026-03-20' })
    expect(paid).toMatchObject({ amountCents: 5_250, memberName: 'Cy', accountName: 'Cash', reversal: null })
    const lines = await money.lines('expense_reimbursement', paid.id)
    expect(lines).toEqual([
      { code: '2300', debit: 4_200, credit: 0, project: work.website },
      { code: '2300', debit: 1_050, credit: 0, project: null },
      { code: '1000', debit: 0, credit: 5_250, project: null },
    ])
    expect(seen.entries[0]?.lines.map((line) => line.accountCode)).toEqual(['2300', '2300', '1000'])
    expect([await state(ids[0] ?? ''), await state(left), await owedTo('Cy')]).toEqual([
      'reimbursed',
      'approved',
      before - 5_250,
    ])
    await money.assertInvariants()
  })

  test('refuses what the company paid, drafts, two members, twice, and days before the expense', async () => {
    const pay = (ids: string[], more: object = {}) => house.as.ada.execute(reimburseExpenses, { ids, ...more })
    const one = await mine(100)
    await expect(pay([await make.approved('cy')])).rejects.toEqual(refused('expense_of_company'))
    await expect(pay([await make.submitted('cy', { paidBy: 'member' })])).rejects.toEqual(
      refused('expense_not_approved'),
    )
    await expect(pay([one, await make.approved('mia', { paidBy: 'member' })])).rejects.toEqual(
      refused('expenses_of_several_members'),
    )
    await expect(pay([one], { paidOn: '2026-03-01' })).rejects.toEqual(named('paidOn'))
    await expect(pay([one], { paidOn: '2199-03-01' })).rejects.toEqual(named('paidOn'))
    await pay([one])
    await expect(pay([one])).rejects.toEqual(refused('expense_reimbursed_once'))
  })

  test('pain 5: fifty requests with one key pay once and answer alike; with many keys one pays', async () => {
    const ids = [await mine(999)]
    const key = newId()
    const call = (idempotencyKey: string) =>
      house.as.ada.http.call(contract.reimburseExpenses, { ids }, { idempotencyKey })
    const same = await Promise.all(Array.from({ length: 50 }, () => call(key)))
    expect(new Set(same.map((answer) => `${answer.statusCode} ${answer.json().id}`)).size).toBe(1)
    const more = [await mine(555)]
    const rival = (idempotencyKey: string) =>
      house.as.ada.http.call(contract.reimburseExpenses, { ids: more }, { idempotencyKey })
    const codes = (await Promise.all(Array.from({ length: 50 }, () => rival(newId())))).map((one) => one.statusCode)
    expect(codes.filter((code) => code === 201)).toHaveLength(1)
    expect(codes.filter((code) => code === 409)).toHaveLength(49)
    await money.assertInvariants()
  })
})

describe('undoing a reimbursement', () => {
  test('owes the member again by the exact reversal, and the expenses can be paid back anew', async () => {
    const ids = [await mine(2_000), await mine(3_000)]
    const before = await owedTo('Cy')
    const paid = await house.as.ada.execute(reimburseExpenses, { ids })
    const undone = await house.as.ada.execute(reverseReimbursement, { reimbursementId: paid.id, reason: 'Bounced' })
    expect(undone).toMatchObject({ amountCents: 5_000, reversal: { reason: 'Bounced' } })
    expect([await state(ids[0] ?? ''), await owedTo('Cy')]).toEqual(['approved', before])
    const [entry] = await house.sql<{ id: string }>(
      'app',
      "SELECT id FROM journal_entries WHERE source_type = 'expense_reimbursement' AND source_id = $1",
      [paid.id],
    )
    expect(sides(await money.lines('reversal', entry?.id ?? ''))).toEqual([
      ['2300', 0, 2_000],
      ['2300', 0, 3_000],
      ['1000', 5_000, 0],
    ])
    const again = house.as.ada.execute(reverseReimbursement, { reimbursementId: paid.id })
    await expect(again).rejects.toEqual(refused('reimbursement_reversed_once'))
    await house.as.ada.execute(reimburseExpenses, { ids })
    await money.assertInvariants()
  })
})

describe('voiding an expense', () => {
  test('pain 20: reverses its entry exactly, once; what is void stays in the list', async () => {
    const id = await mine(8_250, { projectId: work.website })
    const before = await owedTo('Cy')
    const seen = await house.as.ada.preview(voidExpense, { expenseId: id })
    expect(seen.entries[0]?.lines.map((line) => [line.accountCode, line.debitCents, line.creditCents])).toEqual([
      ['6000', 0, 8_250],
      ['2300', 8_250, 0],
    ])
    const gone = await house.as.ada.execute(voidExpense, { expenseId: id, reason: 'Private' })
    expect(gone).toMatchObject({ state: 'void', voidReason: 'Private' })
    expect(gone.entries.map((entry) => entry.sourceType)).toEqual(['expense', 'reversal'])
    expect(await owedTo('Cy')).toBe(before - 8_250)
    await expect(house.as.ada.execute(voidExpense, { expenseId: id })).rejects.toEqual(refused('expense_not_approved'))
    await money.assertInvariants()
  })

  test('is refused for drafts, for what was paid back, and before the day it was posted', async () => {
    const undo = (expenseId: string, more: object = {}) => house.as.ada.execute(voidExpense, { expenseId, ...more })
    await expect(undo(await make.draft('ada'))).rejects.toEqual(refused('expense_not_approved'))
    const id = await mine(100)
    await expect(undo(id, { voidedOn: '2026-03-01' })).rejects.toEqual(named('voidedOn'))
    await house.as.ada.execute(reimburseExpenses, { ids: [id] })
    await expect(undo(id)).rejects.toEqual(refused('expense_reimbursed'))
  })
})
