import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { companies } from '#testing/cast.ts'
import { expenseCast } from '#testing/expense-cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { seedWork, work } from '#testing/work.ts'
import { workCast } from '#testing/work-cast.ts'
import * as contract from '../contract.ts'
import { createInvoiceFromTime } from './create-invoice-from-time.ts'
import { deleteInvoice } from './delete-invoice.ts'
import { readInvoice } from './read-invoice.ts'
import { sendInvoice } from './send-invoice.ts'
import { updateInvoice } from './update-invoice.ts'
import { voidInvoice } from './void-invoice.ts'

const house = useHouse()
const make = expenseCast(house)
const time = workCast(house)
const money = moneyCast(house)
const refused = (code: string) => expect.objectContaining({ code })
const clientId = work.birch
const bill = (more: object) => house.as.mia.execute(createInvoiceFromTime, { clientId, ...more })
const billable = (amountCents: number, more: object = {}) =>
  make.approved('cy', { projectId: work.website, billable: true, amountCents, ...more })
const standing = async (id: string) => {
  const text = 'SELECT state, document_id, document_line_id, billed_cents::int AS cents FROM expenses WHERE id = $1'
  return (await house.sql<{ state: string; document_id: string | null; cents: number | null }>('app', text, [id]))[0]
}
const free = { state: 'approved', document_id: null, document_line_id: null, cents: null }

beforeAll(() => seedWork(house))

test('time and expenses become one draft; the markup is in the price, half a cent goes up', async () => {
  const hour = await time.time(clientId, { project_id: work.website })
  const flight = await billable(33_333, { markupPercent: '12.5', spentOn: '2026-03-05', notes: 'To the kick-off' })
  const taxi = await billable(1_001, { merchantName: 'City Cabs', markupPercent: '50', spentOn: '2026-03-04' })
  const invoice = await bill({ timeEntryIds: [hour], expenseIds: [flight, taxi] })
  expect(invoice.lines.map(({ name, description, unitPriceCents }) => [name, description, unitPriceCents])).toEqual([
    ['Website', 'Nov 2, 2026', 12_000],
    ['Travel: City Cabs', 'Mar 4, 2026', 1_502],
    ['Travel: Northern Rail', 'Mar 5, 2026\nTo the kick-off', 37_500],
  ])
  expect(invoice).toMatchObject({ totalCents: 51_002, projectId: work.website })
  expect(await standing(taxi)).toEqual({
    state: 'approved',
    document_id: invoice.id,
    document_line_id: invoice.lines[1]?.id,
    cents: 1_502,
  })
  const read = await house.as.mia.perform(readInvoice, { invoiceId: invoice.id })
  expect(read).toMatchObject({ timeEntryCount: 1, expenseCount: 2 })
  await house.as.mia.execute(sendInvoice, { invoiceId: invoice.id, email: null })
  await money.assertInvariants()
})

test('without a choice everything that is ready is billed; a choice of one kind leaves the other', async () => {
  const [one, two] = [await billable(100), await billable(200, { spentOn: '2026-04-01' })]
  await billable(300, { billable: false })
  await make.submitted('cy', { projectId: work.website, billable: true })
  const early = await bill({ upTo: '2026-03-31' })
  expect(early.lines).toHaveLength(1)
  expect([(await standing(one))?.document_id, (await standing(two))?.document_id]).toEqual([early.id, null])
  const hour = await time.time(clientId)
  expect((await bill({ timeEntryIds: [hour] })).lines).toHaveLength(1)
  expect((await bill({ expenseIds: [two] })).lines).toHaveLength(1)
  await expect(bill({})).rejects.toEqual(refused('nothing_to_bill'))
})

describe('pain 17: it refuses, and marks nothing', () => {
  test('what is billed, not approved, not billable, or of another client', async () => {
    const good = await billable(100)
    const gone = await billable(100)
    await bill({ expenseIds: [gone] })
    const others = [
      gone,
      await make.submitted('cy', { projectId: work.website, billable: true }),
      await billable(1, { billable: false }),
    ]
    for (const id of others) {
      await expect(bill({ expenseIds: [good, id] })).rejects.toEqual(refused('expense_not_billable'))
    }
    const cedars = await make.approved('mia', { clientId: work.cedar, billable: true })
    await expect(bill({ expenseIds: [good, cedars] })).rejects.toEqual(refused('not_found'))
    await expect(
      bill({ id: (await bill({ expenseIds: [await billable(5)] })).id, expenseIds: [good] }),
    ).rejects.toEqual(refused('id_taken'))
    expect(await standing(good)).toEqual(free)
  })

  test('two people who bill at once: one invoice has it', async () => {
    const ids = [await billable(700), await billable(800)]
    const calls = Array.from({ length: 12 }, (_one, at) =>
      house.as[at % 2 ? 'mia' : 'ada'].http.call(
        contract.createInvoiceFromTime,
        { clientId, expenseIds: at % 3 ? ids : [...ids].reverse() },
        { idempotencyKey: newId() },
      ),
    )
    const codes = (await Promise.all(calls)).map((answer) => answer.statusCode).sort()
    expect(codes).toEqual([201, ...Array.from({ length: 11 }, () => 409)])
    const text = 'SELECT count(DISTINCT document_id)::int AS invoices FROM expenses WHERE id = ANY ($1::uuid[])'
    expect(await house.sql('app', text, [ids])).toEqual([{ invoices: 1 }])
  })
})

describe('pain 17: an expense is free again', () => {
  test('when its draft is deleted or loses its line', async () => {
    const [kept, dropped] = [await billable(100), await billable(200)]
    const draft = await bill({ expenseIds: [kept, dropped] })
    await house.as.mia.execute(updateInvoice, {
      invoiceId: draft.id,
      lines: draft.lines.slice(0, 1).map(({ subtotalCents: _s, discountCents: _d, totalCents: _t, ...line }) => line),
    })
    expect([(await standing(kept))?.document_id, await standing(dropped)]).toEqual([draft.id, free])
    const move = house.as.mia.execute(updateInvoice, { invoiceId: draft.id, clientId: work.cedar, projectId: null })
    await expect(move).rejects.toEqual(refused('invoice_has_time'))
    await house.as.mia.execute(deleteInvoice, { invoiceId: draft.id })
    expect(await standing(kept)).toEqual(free)
  })

  test('when its invoice is voided, and not before; meanwhile it cannot be voided itself', async () => {
    const id = await billable(4_000)
    const invoice = await bill({ expenseIds: [id] })
    await house.as.mia.execute(sendInvoice, { invoiceId: invoice.id, email: null })
    expect((await make.voided(id)).json().type).toMatch(/expense_billed/)
    const loose = 'UPDATE expenses SET document_id = NULL, document_line_id = NULL, billed_cents = NULL WHERE id = $1'
    for (const role of ['app', 'owner'] as const) {
      await expect(house.sql(role, loose, [id], companies.maple.id)).rejects.toThrow(/on an invoice/)
    }
    await house.as.ada.execute(voidInvoice, { invoiceId: invoice.id })
    expect(await standing(id)).toEqual(free)
    expect((await bill({ expenseIds: [id] })).totalCents).toBe(4_000)
    await money.assertInvariants()
  })
})
