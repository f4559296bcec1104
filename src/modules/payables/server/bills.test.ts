import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { aPage } from '#testing/a-page.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { payablesCast } from '#testing/payables-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { findSameNumber, listBills } from './bill-queries.ts'
import { deleteBill } from './delete-bill.ts'
import { payBill } from './pay-bills.ts'
import { postBill } from './post-bill.ts'
import { readBill } from './read-bill.ts'
import { updateBill, updateBillNotes } from './update-bill.ts'
import { voidBill } from './void-bill.ts'

const house = useHouse()
const payables = payablesCast(house)
const money = moneyCast(house)
const work = workCast(house)
let vendorId = ''
let clientId = ''
let projectId = ''

beforeAll(async () => {
  vendorId = await payables.vendor('Paper & Co', { paymentTermsDays: 14 })
  clientId = await work.client()
  projectId = await work.project(clientId)
})

const refused = (code: string, status = 409) => expect.objectContaining({ code, status })

describe('a draft', () => {
  test('computes its sums, takes the terms of the vendor, and is saved over', async () => {
    const bill = await payables.draft(vendorId, [
      { description: 'Paper', quantity: '2.5', unitPriceCents: 333, taxCents: 69 },
      { description: 'Returned', quantity: '1', unitPriceCents: -100 },
    ])
    expect(bill).toMatchObject({
      state: 'draft',
      vendorName: 'Paper & Co',
      dueOn: '2026-03-16',
      subtotalCents: 733,
      taxCents: 69,
      totalCents: 802,
      balanceDueCents: 0,
    })
    const saved = await house.as.ben.execute(updateBill, { billId: bill.id, number: ' A-1 ', dueOn: '2026-04-01' })
    expect(saved).toMatchObject({ number: 'A-1', dueOn: '2026-04-01', totalCents: 802, revision: 2 })
    expect(saved.lines.map((line) => line.id)).toEqual(bill.lines.map((line) => line.id))
    await expect(
      house.as.ben.execute(updateBill, { billId: bill.id, notes: 'x' }, { expectedRevision: 1 }),
    ).rejects.toEqual(refused('stale_revision', 412))
    await house.as.ben.execute(deleteBill, { billId: bill.id })
    await expect(house.as.ben.perform(readBill, { billId: bill.id })).rejects.toEqual(refused('not_found', 404))
  })

  test.each([
    [
      'an account that costs nothing',
      async () => ({ accountId: await payables.account('1000') }),
      'account_not_expense',
    ],
    ['an account that is not there', async () => ({ accountId: newId() }), 'not_found'],
    ['less than nothing', async () => ({ unitPriceCents: -1 }), 'bill_total_negative'],
    ['a project of somebody else', async () => ({ projectId, clientId: await work.client() }), 'invalid_input'],
    ['a client who is not there', async () => ({ clientId: newId() }), 'not_found'],
  ])('refuses %s', async (_what, line, code) => {
    await expect(payables.draft(vendorId, [{ unitPriceCents: 100, ...(await line()) }])).rejects.toMatchObject({ code })
  })

  test('refuses a date far ahead', async () => {
    await expect(payables.draft(vendorId, 100, { billedOn: '2199-01-01', dueOn: '2199-02-01' })).rejects.toMatchObject({
      errors: [expect.objectContaining({ path: 'billedOn' })],
    })
  })

  test('refuses a due date before its own', async () => {
    await expect(payables.draft(vendorId, 100, { dueOn: '2026-03-01' })).rejects.toMatchObject({
      errors: [expect.objectContaining({ path: 'dueOn' })],
    })
  })

  test('a number that the vendor used already warns, whatever its case, and refuses nothing', async () => {
    const first = await payables.posted(vendorId, 500, { number: 'Inv-77' })
    expect(first.sameNumber).toEqual([])
    const second = await payables.draft(vendorId, 600, { number: 'INV-77' })
    expect(second.sameNumber).toEqual([{ id: first.id, state: 'posted', billedOn: '2026-03-02', totalCents: 500 }])
    const other = await payables.vendor('Other')
    expect((await payables.draft(other, 600, { number: 'INV-77' })).sameNumber).toEqual([])
    const asked = { vendorId, number: 'inv-77', exceptId: second.id }
    expect((await house.as.ben.perform(findSameNumber, asked)).items.map((bill) => bill.id)).toEqual([first.id])
    await house.as.ben.execute(voidBill, { billId: first.id })
    expect((await house.as.ben.perform(readBill, { billId: second.id })).sameNumber).toEqual([])
  })
})

describe('posting', () => {
  test('costs each account with client and project, tax included, and owes the total', async () => {
    const [accountId, other] = [await payables.account('6000'), await payables.account('5000')]
    const lines = [
      { accountId, unitPriceCents: 1_000, taxCents: 80 },
      { accountId, unitPriceCents: 500, projectId },
      { accountId: other, unitPriceCents: 250 },
      { accountId, quantity: '2', unitPriceCents: 100 },
    ]
    const draft = await payables.draft(vendorId, lines, { number: 'B-1' })
    const preview = await house.as.ben.preview(postBill, { billId: draft.id })
    const bill = await house.as.ben.execute(postBill, { billId: draft.id })
    expect(bill).toMatchObject({ state: 'posted', totalCents: 2_030, balanceDueCents: 2_030, bookedOn: '2026-03-02' })
    expect(await money.lines('bill', bill.id)).toEqual([
      { code: '6000', debit: 1_280, credit: 0, project: null },
      { code: '6000', debit: 500, credit: 0, project: projectId },
      { code: '5000', debit: 250, credit: 0, project: null },
      { code: '2000', debit: 0, credit: 2_030, project: null },
    ])
    expect(preview.balances).toEqual([
      { label: 'Bill B-1', kind: 'bill', id: bill.id, beforeCents: 0, afterCents: 2_030 },
    ])
    expect(preview.entries.map((entry) => entry.lines.length)).toEqual([4])
    const { books, bills } = await payables.owed()
    expect(books).toBe(bills)
    const [entry] = (await house.as.ben.perform(readBill, { billId: bill.id })).entries
    expect(entry).toMatchObject({ memo: 'Bill B-1 from Paper & Co', postedByName: 'Ben', requestId: 'test-ben' })
  })

  test('can be booked on another day than that of the bill', async () => {
    const { id } = await payables.draft(vendorId, 100)
    for (const bookedOn of ['2199-01-01', '2026-03-01'])
      await expect(house.as.ben.execute(postBill, { billId: id, bookedOn })).rejects.toMatchObject({
        errors: [expect.objectContaining({ path: 'bookedOn' })],
      })
    const bill = await house.as.ben.execute(postBill, { billId: id, bookedOn: '2026-04-10' })
    expect(bill).toMatchObject({ billedOn: '2026-03-02', bookedOn: '2026-04-10' })
    await expect(house.as.ben.execute(voidBill, { billId: id, voidedOn: '2026-04-09' })).rejects.toMatchObject({
      errors: [expect.objectContaining({ path: 'voidedOn' })],
    })
  })

  test('refuses an empty bill, one over nothing, and one that is posted', async () => {
    const empty = await payables.draft(vendorId, [])
    await expect(house.as.ben.execute(postBill, { billId: empty.id })).rejects.toEqual(refused('bill_without_lines'))
    const nothing = await payables.draft(vendorId, 0)
    await expect(house.as.ben.execute(postBill, { billId: nothing.id })).rejects.toEqual(refused('bill_total_zero'))
    const posted = await payables.posted(vendorId, 100)
    await expect(house.as.ben.execute(postBill, { billId: posted.id })).rejects.toEqual(refused('bill_not_draft'))
    await expect(house.as.ben.execute(updateBill, { billId: posted.id, number: 'new' })).rejects.toEqual(
      refused('bill_locked'),
    )
    await expect(house.as.ben.execute(deleteBill, { billId: posted.id })).rejects.toEqual(refused('bill_locked'))
    const noted = await house.as.ben.execute(updateBillNotes, { billId: posted.id, notes: 'By post' })
    expect(noted).toMatchObject({ state: 'posted', notes: 'By post' })
  })
})

test('voiding is the exact reversal, and only without payments', async () => {
  const before = await payables.owed()
  const bill = await payables.posted(vendorId, 900)
  const voided = await house.as.ben.execute(voidBill, { billId: bill.id, voidedOn: '2026-03-05' })
  expect(voided).toMatchObject({ state: 'void', displayState: 'void', balanceDueCents: 0, voidedOn: '2026-03-05' })
  expect(await money.lines('bill_void', bill.id)).toEqual([
    { code: '6000', debit: 0, credit: 900, project: null },
    { code: '2000', debit: 900, credit: 0, project: null },
  ])
  expect(await payables.owed()).toEqual(before)
  await expect(house.as.ben.execute(voidBill, { billId: bill.id })).rejects.toEqual(refused('bill_not_posted'))
  const paid = await payables.posted(vendorId, 900)
  await house.as.ben.execute(payBill, { billId: paid.id, amountCents: 1 })
  await expect(house.as.ben.execute(voidBill, { billId: paid.id })).rejects.toEqual(refused('bill_has_payments'))
})

test('pain 20: what is posted cannot be deleted or changed around the code, softly or otherwise, nor as owner', async () => {
  const bill = await payables.posted(vendorId, 4_000, { number: 'KEEP' })
  await house.as.ben.execute(payBill, { billId: bill.id, amountCents: 1_000 })
  for (const role of ['app', 'owner'] as const) {
    for (const text of [
      `DELETE FROM bills WHERE id = '${bill.id}'`,
      `UPDATE bills SET deleted_at = now() WHERE id = '${bill.id}'`,
      `UPDATE bills SET total_cents = 1, subtotal_cents = 1 WHERE id = '${bill.id}'`,
      `UPDATE bills SET number = 'OTHER' WHERE id = '${bill.id}'`,
      `UPDATE bills SET billed_on = '2026-01-01' WHERE id = '${bill.id}'`,
      `UPDATE bills SET state = 'draft', booked_on = NULL WHERE id = '${bill.id}'`,
      `UPDATE bills SET state = 'void', voided_on = '2026-04-01', balance_due_cents = 0 WHERE id = '${bill.id}'`,
      `UPDATE bills SET balance_due_cents = 4001 WHERE id = '${bill.id}'`,
      `UPDATE bill_lines SET unit_price_cents = 1 WHERE bill_id = '${bill.id}'`,
      `DELETE FROM bill_lines WHERE bill_id = '${bill.id}'`,
      `INSERT INTO bill_lines (company_id, bill_id, id, position, account_id, quantity, unit_price_cents, subtotal_cents)
         SELECT company_id, bill_id, '${newId()}', 9, account_id, 1, 5, 5 FROM bill_lines WHERE bill_id = '${bill.id}'`,
      `INSERT INTO bills (company_id, id, vendor_id, state, billed_on, due_on, booked_on) SELECT company_id, '${newId()}', vendor_id, 'posted', billed_on, due_on, booked_on FROM bills WHERE id = '${bill.id}'`,
      'UPDATE bill_payments SET amount_cents = 1',
      'DELETE FROM bill_payments',
      'DELETE FROM bill_payment_allocations',
      'UPDATE bill_payment_allocations SET amount_cents = 1',
    ])
      await expect(house.sql(role, text), `${role}: ${text}`).rejects.toMatchObject({ code: '23514' })
  }
  for (const table of ['bills', 'bill_lines', 'bill_payments', 'bill_payment_allocations', 'vendors'])
    await expect(house.sql('owner', `TRUNCATE ${table} CASCADE`)).rejects.toMatchObject({ code: '23514' })
  expect(await payables.standing(bill.id)).toBe('partially_paid 3000')
})

test('the list finds numbers and vendors, filters what is owed, and goes on', async () => {
  const late = await payables.vendor('Zeppelin Works')
  const { id } = await payables.posted(late, 700, { number: 'ZW-9' })
  const open = aPage(await house.as.ben.perform(listBills, { q: 'zepp', state: 'overdue' }))
  expect(open.items).toMatchObject([
    { id, displayState: 'overdue', vendorName: 'Zeppelin Works', balanceDueCents: 700 },
  ])
  expect(aPage(await house.as.ben.perform(listBills, { q: 'zw-9' })).items.map((bill) => bill.id)).toEqual([id])
  expect(aPage(await house.as.ben.perform(listBills, { vendorId: late, state: 'paid' })).items).toEqual([])
  for (const sort of ['-billed', 'billed', 'due', '-due', 'total', '-total']) {
    const first = aPage(await house.as.ben.perform(listBills, { sort, limit: 2 }))
    const rest = aPage(await house.as.ben.perform(listBills, { sort, limit: 200, cursor: first.nextCursor ?? '' }))
    const whole = aPage(await house.as.ben.perform(listBills, { sort, limit: 200 }))
    expect([...first.items, ...rest.items].map((bill) => bill.id)).toEqual(whole.items.map((bill) => bill.id))
  }
})

test('nothing posts into locked books', async () => {
  const { id } = await payables.draft(vendorId, 100)
  await house.sql('owner', "UPDATE companies SET books_locked_through = '2026-03-31'")
  await expect(house.as.ben.execute(postBill, { billId: id })).rejects.toEqual(refused('books_locked'))
  await house.sql('owner', 'UPDATE companies SET books_locked_through = NULL')
})
