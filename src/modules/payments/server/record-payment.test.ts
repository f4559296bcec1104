import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { voidInvoice } from '#modules/documents/server/index.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { readPayment } from './read-payment.ts'
import { recordPayment } from './record-payment.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''
let otherId = ''
let project = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
  otherId = await work.client({ organization_name: 'Cedar' })
  project = await work.project(clientId)
})

const pay = (amountCents: number, parts: [string, number][], more: object = {}) =>
  house.as.mia.execute(recordPayment, {
    clientId,
    method: 'check',
    amountCents,
    receivedOn: '2026-03-20',
    allocations: parts.map(([invoiceId, cents]) => ({ invoiceId, amountCents: cents })),
    ...more,
  })

const refused = (code: string, path?: string) => ({ code, ...(path ? { errors: [{ path }] } : {}) })

describe('what a payment does', () => {
  test('a part, then the rest exactly: partially paid, paid, and the books each time', async () => {
    const invoice = await money.invoice(clientId, 120_000, { projectId: project })
    const first = await pay(50_000, [[invoice.id, 50_000]], { reference: 'Check 1042' })
    expect(first).toMatchObject({
      clientName: 'Birch',
      receivedOn: '2026-03-20',
      creditedCents: 0,
      state: 'succeeded',
      allocations: [{ invoiceId: invoice.id, invoiceNumber: invoice.number, amountCents: 50_000 }],
    })
    expect(await money.standing(invoice.id)).toBe('partially_paid 70000')
    expect(await money.lines('payment', first.id)).toEqual([
      { code: '1000', debit: 50_000, credit: 0, project: null },
      { code: '1100', debit: 0, credit: 50_000, project },
    ])
    await pay(70_000, [[invoice.id, 70_000]], { method: 'stripe' })
    expect(await money.standing(invoice.id)).toBe('paid 0')
    expect(await money.credit(clientId)).toBe(0)
    await money.assertBooks()
  })

  test('over two invoices and beyond: the rest becomes client credit', async () => {
    const [a, b] = [await money.invoice(clientId, 10_000), await money.invoice(clientId, 5_000)]
    const payment = await pay(
      18_000,
      [
        [b.id, 5_000],
        [a.id, 10_000],
      ],
      { method: 'stripe' },
    )
    expect(payment.creditedCents).toBe(3_000)
    expect(await money.lines('payment', payment.id)).toEqual([
      { code: '1050', debit: 18_000, credit: 0, project: null },
      { code: '1100', debit: 0, credit: 5_000, project: null },
      { code: '1100', debit: 0, credit: 10_000, project: null },
      { code: '2200', debit: 0, credit: 3_000, project: null },
    ])
    expect(await money.standing(a.id)).toBe('paid 0')
    expect(await money.credit(clientId)).toBe(3_000)
    expect(
      await house.sql('app', 'SELECT kind, cents_delta::int AS delta FROM client_credit_entries WHERE source_id = $1', [
        payment.id,
      ]),
    ).toEqual([{ kind: 'overpayment', delta: 3_000 }])
    const onAccount = await pay(700, [])
    expect(onAccount.creditedCents).toBe(700)
    expect(await money.credit(clientId)).toBe(3_700)
    await money.assertBooks()
  })

  test('it is read back as it was answered, with its entry and who posted it', async () => {
    const invoice = await money.invoice(clientId, 4_000)
    const payment = await pay(4_000, [[invoice.id, 4_000]], { notes: 'Paid at the fair' })
    const seen = await house.as.mia.perform(readPayment, { paymentId: payment.id })
    expect(seen).toMatchObject({
      ...payment,
      entries: [{ sourceType: 'payment', entryDate: '2026-03-20', postedByName: 'Mia', requestId: 'test-mia' }],
    })
    expect(seen.entries[0]?.lines.map((line) => line.accountCode)).toEqual(['1000', '1100'])
    const audited = await house.sql(
      'app',
      'SELECT before, after FROM audit_events WHERE subject_id = $1 AND action = $2',
      [invoice.id, 'payments.recordPayment'],
    )
    expect(audited).toEqual([
      { before: { state: 'sent', balanceDueCents: 4_000 }, after: { state: 'paid', balanceDueCents: 0 } },
    ])
  })

  test('the preview is what happens then, ids and clocks aside', async () => {
    const invoice = await money.invoice(clientId, 9_000)
    const input = {
      clientId,
      method: 'ach',
      amountCents: 10_000,
      receivedOn: '2026-03-21',
      allocations: [{ invoiceId: invoice.id, amountCents: 9_000 }],
    }
    const seen = await house.as.mia.preview(recordPayment, input)
    expect(await money.standing(invoice.id)).toBe('sent 9000')
    const creditBefore = await money.credit(clientId)
    expect(seen.balances).toEqual([
      { label: invoice.number, kind: 'invoice', id: invoice.id, beforeCents: 9_000, afterCents: 0 },
      {
        label: 'Credit of Birch',
        kind: 'credit',
        id: clientId,
        beforeCents: creditBefore,
        afterCents: creditBefore + 1_000,
      },
    ])
    const done = await house.as.mia.execute(recordPayment, input)
    expect({ ...done, id: '', createdAt: '' }).toEqual({ ...seen.answer, id: '', createdAt: '' })
    const { entries } = await house.as.mia.perform(readPayment, { paymentId: done.id })
    const shown = ({ entryDate, memo, lines }: (typeof seen.entries)[number]) => ({ entryDate, memo, lines })
    expect(entries.map((one) => shown(one))).toEqual(seen.entries.map((one) => shown(one)))
    expect(await money.credit(clientId)).toBe(creditBefore + 1_000)
  })
})

describe('what is refused', () => {
  test('more than the invoice owes, with the invoice named', async () => {
    const invoice = await money.invoice(clientId, 1_000)
    await expect(pay(5_000, [[invoice.id, 1_001]])).rejects.toMatchObject({
      ...refused('allocation_exceeds_balance', 'allocations.0.amountCents'),
      message: `Invoice ${invoice.number} has $10.00 left to pay. Give it at most that; the rest becomes client credit.`,
    })
    await pay(1_000, [[invoice.id, 1_000]])
    await expect(pay(1, [[invoice.id, 1]])).rejects.toMatchObject({ code: 'allocation_exceeds_balance' })
  })

  test('more than came in, one invoice twice', async () => {
    const invoice = await money.invoice(clientId, 1_000)
    await expect(pay(999, [[invoice.id, 1_000]])).rejects.toMatchObject(
      refused('allocations_exceed_payment', 'amountCents'),
    )
    const twice: [string, number][] = [
      [invoice.id, 1],
      [invoice.id, 1],
    ]
    await expect(pay(999, twice)).rejects.toMatchObject(refused('invalid_input', 'allocations.1.invoiceId'))
  })

  test('drafts, void invoices, invoices of another client, and none at all', async () => {
    const draft = await money.draft(clientId, 1_000)
    const gone = await money.invoice(clientId, 1_000)
    await house.as.ada.execute(voidInvoice, { invoiceId: gone.id })
    const other = await money.invoice(otherId, 1_000)
    const at = 'allocations.0.invoiceId'
    await expect(pay(1, [[draft.id, 1]])).rejects.toMatchObject(refused('invoice_not_payable', at))
    await expect(pay(1, [[gone.id, 1]])).rejects.toMatchObject(refused('invoice_not_payable', at))
    await expect(pay(1, [[other.id, 1]])).rejects.toMatchObject(refused('invoice_of_other_client', at))
    await expect(pay(1, [[newId(), 1]])).rejects.toMatchObject({ code: 'not_found' })
    await expect(pay(1, [], { clientId: newId() })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('another company, another role', async () => {
    const invoice = await money.invoice(clientId, 1_000)
    const input = { clientId, method: 'cash', amountCents: 1, allocations: [{ invoiceId: invoice.id, amountCents: 1 }] }
    await expect(house.as.olga.execute(recordPayment, input)).rejects.toMatchObject({ code: 'not_found' })
    await expect(house.as.cy.execute(recordPayment, input)).rejects.toMatchObject({ code: 'not_allowed' })
  })

  test('a day that lies ahead, seen from where the company is', async () => {
    // 03:30 UTC on the 11th is still the 10th in New York.
    const now = '2026-03-11T03:30:00.000000Z'
    const on = (receivedOn?: string) =>
      house.as.mia.execute(
        recordPayment,
        { clientId, method: 'cash', amountCents: 1, ...(receivedOn ? { receivedOn } : {}) },
        { now },
      )
    expect((await on()).receivedOn).toBe('2026-03-10')
    expect((await on('2026-03-10')).receivedOn).toBe('2026-03-10')
    await expect(on('2026-03-11')).rejects.toMatchObject(refused('invalid_input', 'receivedOn'))
  })

  test('an id that is taken', async () => {
    const { id } = await pay(1, [])
    await expect(pay(1, [], { id })).rejects.toMatchObject({ code: 'id_taken' })
  })

  test('pain 24: nothing is booked into locked books, and nothing is left of the attempt', async () => {
    const invoice = await money.invoice(clientId, 1_000)
    const lock = (day: string | null) =>
      house.sql('owner', 'UPDATE companies SET books_locked_through = $1 WHERE id = $2', [day, companies.maple.id])
    await lock('2026-03-15')
    await expect(pay(1_000, [[invoice.id, 1_000]], { receivedOn: '2026-03-15' })).rejects.toMatchObject({
      code: 'books_locked',
    })
    expect(await money.standing(invoice.id)).toBe('sent 1000')
    await pay(1_000, [[invoice.id, 1_000]], { receivedOn: '2026-03-16' })
    await lock(null)
    await money.assertBooks()
  })
})
