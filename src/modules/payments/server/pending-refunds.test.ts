import { beforeEach, describe, expect, test } from 'vitest'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { applyCredit } from './apply-credit.ts'
import { failRefund } from './fail-refund.ts'
import { readPayment } from './read-payment.ts'
import { refundPayment } from './refund-payment.ts'
import { settleRefund } from './settle-refund.ts'

const house = useHouse()
const money = moneyCast(house)
const work = workCast(house)
let clientId = ''
let invoiceId = ''
let paymentId = ''

/** An invoice of 1,000 that is paid, with 300 too much. */
beforeEach(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
  invoiceId = (await money.invoice(clientId, 1_000)).id
  const { id } = await money.pay(clientId, invoiceId, 1_000, { receivedOn: '2026-03-20' })
  paymentId = id
  await money.pay(clientId, null, 300, { receivedOn: '2026-03-20' })
})

const refund = (amountCents: number, more: object = {}) =>
  house.as.ben.execute(refundPayment, { paymentId, amountCents, refundedOn: '2026-03-22', pending: true, ...more })
const fromCredit = { sources: { creditCents: 300 } }
const settle = (refundId: string, more: object = {}) =>
  house.as.ben.execute(settleRefund, { refundId, refundedOn: '2026-03-25', ...more })
const fail = (refundId: string) =>
  house.as.ben.execute(failRefund, { refundId, reason: 'The account is closed', failedOn: '2026-03-25' })
const refused = (code: string) => ({ code })

describe('a refund on its way', () => {
  test('moves nothing, and keeps what it is made of', async () => {
    const asked = await refund(600)
    expect(asked).toMatchObject({ state: 'pending', announcedOn: '2026-03-22', invoices: [{ id: invoiceId }] })
    expect([await money.standing(invoiceId), await money.credit(clientId)]).toEqual(['paid 0', 300])
    const seen = await house.as.mia.perform(readPayment, { paymentId })
    expect(seen).toMatchObject({ refundedCents: 0, refunds: [asked] })
    expect(seen.entries.map((one) => one.sourceType)).toEqual(['payment'])
    await expect(refund(401)).rejects.toMatchObject(refused('refund_exceeds_payment'))
    await expect(money.reverse(paymentId)).rejects.toMatchObject(refused('payment_refunded'))
    await refund(400)
    await money.assertInvariants()
  })

  test('credit that it needs cannot be used, nor promised twice; when it fails it is free again', async () => {
    const { id } = await refund(300, fromCredit)
    const bill = await money.invoice(clientId, 500)
    const use = () => house.as.mia.execute(applyCredit, { clientId, invoiceId: bill.id, amountCents: 1 })
    await expect(use()).rejects.toMatchObject(refused('credit_promised'))
    await expect(refund(300, fromCredit)).rejects.toMatchObject(refused('credit_exceeded'))
    const failed = await fail(id)
    expect(failed).toMatchObject({ state: 'failed', failure: { failedOn: '2026-03-25' } })
    await use()
    expect(await money.credit(clientId)).toBe(299)
    await money.assertInvariants()
  })

  test('arrives like one that was made on that day, to the line', async () => {
    const { id } = await refund(800, { sources: { creditCents: 300, invoices: [{ invoiceId, amountCents: 500 }] } })
    const { entries } = await house.as.ben.preview(settleRefund, { refundId: id })
    expect(entries.map((one) => one.sourceType)).toEqual(['payment_refund'])
    const arrived = await settle(id)
    expect(arrived).toMatchObject({ state: 'succeeded', refundedOn: '2026-03-25', announcedOn: '2026-03-22' })
    expect(await money.lines('payment_refund', id)).toEqual([
      { code: '1100', debit: 500, credit: 0, project: null },
      { code: '2200', debit: 300, credit: 0, project: null },
      { code: '1000', debit: 0, credit: 800, project: null },
    ])
    expect([await money.standing(invoiceId), await money.credit(clientId)]).toEqual(['paid 500', 0])
    expect(await house.as.mia.perform(readPayment, { paymentId })).toMatchObject({ refundedCents: 800 })
    await money.assertInvariants()
  })

  test('pain 8: told many times at once that it arrived, and that it failed, it is one or the other, once', async () => {
    const { id } = await refund(500)
    const outcomes = await Promise.allSettled([settle(id), fail(id), settle(id), fail(id), settle(id), fail(id)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason.code).toBe('refund_not_pending')
    await money.assertInvariants()
  })

  test('not before it was sent', async () => {
    const { id } = await refund(100)
    await expect(settle(id, { refundedOn: '2026-03-21' })).rejects.toMatchObject({
      ...{ code: 'invalid_input', errors: [{ path: 'refundedOn' }] },
    })
  })
})
