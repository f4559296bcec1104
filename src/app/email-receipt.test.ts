import { beforeAll, beforeEach, expect, test } from 'vitest'
import { listFailedDeliveries } from '#modules/documents/contract.ts'
import { deliverReceipt, emailReceipt } from '#modules/payments/server/email-receipt.ts'
import { readPayment } from '#modules/payments/server/read-payment.ts'
import { recordPayment } from '#modules/payments/server/record-payment.ts'
import { reversePayment } from '#modules/payments/server/reverse-payment.ts'
import { MailFailure } from '#platform/mail/failure.ts'
import type { MailMessage } from '#platform/mail/mail.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let mailed: MailMessage[] = []
let clientId = ''

beforeAll(async () => {
  clientId = await work.client()
})
beforeEach(() => {
  mailed = []
  house.outside.mail.send = async (message) => {
    mailed.push(message)
    return { messageId: '<1@test>' }
  }
})

const paid = async (more: object = {}) =>
  house.as.mia.execute(recordPayment, { clientId, method: 'check', reference: '1042', amountCents: 12_345, ...more })
const deliveriesOf = async (paymentId: string) => (await house.as.mia.perform(readPayment, { paymentId })).deliveries
const alerts = async () => (await house.as.mia.http.call(listFailedDeliveries, {})).json().items

test('recorded with a receipt: the e-mail brings the PDF, and what became of it stands on the payment', async () => {
  const invoice = await money.invoice(clientId, 10_000)
  const allocations = [{ invoiceId: invoice.id, amountCents: 10_000 }]
  const payment = await paid({ allocations, receiptTo: 'anna@harbor.test' })
  expect(await deliveriesOf(payment.id)).toMatchObject([{ state: 'queued', toEmail: 'anna@harbor.test' }])
  await house.settle()
  expect(mailed).toMatchObject([
    {
      to: 'anna@harbor.test',
      fromName: 'Maple Studio',
      subject: 'Receipt for $123.45 from Maple Studio',
      attachments: [{ filename: `Receipt ${payment.receivedOn}.pdf`, contentType: 'application/pdf' }],
    },
  ])
  expect(mailed[0]?.attachments?.[0]?.content.subarray(0, 5).toString()).toBe('%PDF-')
  expect(mailed[0]?.text).toContain('1042')
  expect(await deliveriesOf(payment.id)).toMatchObject([{ state: 'sent', error: null }])
})

test('recorded without: nothing goes out, until somebody asks; run twice it is one e-mail', async () => {
  const payment = await paid()
  await house.settle()
  expect(mailed).toEqual([])
  const delivery = await house.as.mia.execute(emailReceipt, { paymentId: payment.id, message: 'Dear Anna,\n\nthanks.' })
  expect(delivery).toMatchObject({ toEmail: 'pay@harbor.test', state: 'queued' })
  await house.settle()
  await house.as.ada.execute(deliverReceipt, { deliveryId: delivery.id })
  await house.settle()
  expect(mailed.map((one) => one.text)).toEqual([expect.stringContaining('thanks.')])
})

test('a receipt that does not arrive is a state of its own, with an alert until it is sent again', async () => {
  house.outside.mail.send = async () => {
    throw new MailFailure('550 no such user', { permanent: true })
  }
  const payment = await paid({ receiptTo: 'gone@harbor.test' })
  await house.settle()
  expect(await deliveriesOf(payment.id)).toMatchObject([{ state: 'failed', error: '550 no such user' }])
  expect(payment.state).toBe('succeeded')
  expect(await alerts()).toMatchObject([
    { subjectId: payment.id, subjectType: 'receipt', number: null, state: 'failed', toEmail: 'gone@harbor.test' },
  ])
  house.outside.mail.send = async () => ({ messageId: '<1@test>' })
  await house.as.mia.execute(emailReceipt, { paymentId: payment.id, to: 'new@harbor.test' })
  await house.settle()
  expect(await alerts()).toEqual([])
})

test('refused: a reversed payment, a client without address; what is reversed meanwhile is not sent', async () => {
  const again = (paymentId: string, input: object = {}) => house.as.mia.execute(emailReceipt, { paymentId, ...input })
  const meanwhile = await paid({ receiptTo: 'anna@harbor.test' })
  await house.as.ben.execute(reversePayment, { paymentId: meanwhile.id })
  await house.settle()
  expect(mailed).toEqual([])
  expect(await deliveriesOf(meanwhile.id)).toMatchObject([
    { state: 'failed', error: 'The payment was reversed before the e-mail went out.' },
  ])
  await expect(again(meanwhile.id)).rejects.toMatchObject({ code: 'receipt_unpaid' })
  const nameless = await paid({ clientId: await work.client({ email: null }) })
  await expect(again(nameless.id)).rejects.toMatchObject({ code: 'email_unknown' })
  await expect(again(nameless.id, { to: 'nobody' })).rejects.toMatchObject({ errors: [{ path: 'to' }] })
})

test('one e-mail brings one paper: SQL that says two, or none, is refused', async () => {
  const payment = await paid()
  const invoice = await money.invoice(clientId, 100)
  const insert = (columns: string, values: string) =>
    house.sql(
      'app',
      `INSERT INTO document_deliveries (company_id, id, to_email${columns}) VALUES (current_company(), gen_random_uuid(), 'a@b.test'${values})`,
    )
  const refused = { constraint: 'document_deliveries_subject' }
  await expect(insert('', '')).rejects.toMatchObject(refused)
  await expect(insert(', document_id, payment_id', `, '${invoice.id}', '${payment.id}'`)).rejects.toMatchObject(refused)
})
