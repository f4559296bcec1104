import { afterEach, beforeAll, expect, test } from 'vitest'
import { MailFailure } from '#platform/mail/failure.ts'
import type { MailMessage } from '#platform/mail/mail.ts'
import { aPage } from '#testing/a-page.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoice } from './create-invoice.ts'
import { emailInvoice } from './email-invoice.ts'
import { listFailedDeliveries } from './failed-deliveries.ts'
import { listInvoices } from './queries.ts'
import { readInvoice } from './read-invoice.ts'
import { sendInvoice } from './send-invoice.ts'
import { voidInvoice } from './void-invoice.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''
let mailed: MailMessage[] = []

beforeAll(async () => {
  clientId = await work.client()
})

afterEach(() => {
  mailed = []
  house.outside.mail.send = async (message) => {
    mailed.push(message)
    return { messageId: '<1@test>' }
  }
})

async function sent(email?: { to: string; message?: string }) {
  const draft = await house.as.mia.execute(createInvoice, {
    clientId,
    lines: [{ name: 'Design', unitPriceCents: 123_456 }],
  })
  return house.as.mia.execute(sendInvoice, { invoiceId: draft.id, ...(email ? { email } : {}) })
}

const deliveriesOf = async (invoiceId: string) => (await house.as.mia.perform(readInvoice, { invoiceId })).deliveries
const alerts = async () => (await house.as.mia.perform(listFailedDeliveries)).items
const listedDelivery = async (invoiceId: string) => {
  const { items } = aPage(await house.as.mia.perform(listInvoices, { limit: 200 }))
  return items.find((item) => item.id === invoiceId)?.deliveryState
}

test('the e-mail brings PDF and link, in the name of the company', async () => {
  house.outside.mail.send = async (message) => {
    mailed.push(message)
    return { messageId: '<1@test>' }
  }
  const invoice = await sent({ to: 'anna@harbor.test', message: 'Dear Anna,\n\nas agreed.' })
  expect(await deliveriesOf(invoice.id)).toMatchObject([{ state: 'queued', toEmail: 'anna@harbor.test' }])
  await house.settle()
  expect(mailed).toMatchObject([
    {
      to: 'anna@harbor.test',
      fromName: 'Maple Studio',
      replyTo: 'hello@company.test',
      subject: `Invoice ${invoice.number} from Maple Studio`,
      attachments: [
        { filename: `Invoice ${invoice.number?.replaceAll('/', '-')}.pdf`, contentType: 'application/pdf' },
      ],
    },
  ])
  const [mail] = mailed
  expect(mail?.text).toContain('as agreed.')
  expect(mail?.text).toContain('$1,234.56')
  expect(mail?.attachments?.[0]?.content.subarray(0, 5).toString()).toBe('%PDF-')
  expect(mail?.text).toMatch(/http:\/\/localhost:3000\/d\/[\w-]{43}/)
  expect(await deliveriesOf(invoice.id)).toMatchObject([{ state: 'sent', error: null, finishedAt: expect.any(String) }])
})

test('pain 12: a mailbox that refuses is a failed delivery beside a sent invoice, and it can be sent again', async () => {
  house.outside.mail.send = async () => {
    throw new MailFailure('550 no such user', { permanent: true })
  }
  const invoice = await sent()
  await house.settle()
  const seen = await house.as.mia.perform(readInvoice, { invoiceId: invoice.id })
  expect(seen).toMatchObject({
    state: 'sent',
    deliveryState: 'failed',
    deliveries: [{ error: '550 no such user', toEmail: 'pay@harbor.test' }],
  })
  expect(await listedDelivery(invoice.id)).toBe('failed')
  expect(await alerts()).toMatchObject([
    { subjectId: invoice.id, subjectType: 'invoice', state: 'failed', error: '550 no such user' },
  ])
  house.outside.mail.send = async () => ({ messageId: '<1@test>' })
  await house.as.mia.execute(emailInvoice, { invoiceId: invoice.id, to: 'new@harbor.test' })
  await house.settle()
  expect(await deliveriesOf(invoice.id)).toMatchObject([
    { state: 'sent', toEmail: 'new@harbor.test' },
    { state: 'failed' },
  ])
  expect(await listedDelivery(invoice.id)).toBe('sent')
  expect(await alerts()).toEqual([])
})

test('a mail server that is down: the delivery says so, alerts, and waits', async () => {
  house.outside.mail.send = async () => {
    throw new MailFailure('connect ECONNREFUSED', { permanent: false })
  }
  const invoice = await sent()
  await expect(house.settle()).rejects.toThrow('ECONNREFUSED')
  await house.settle()
  expect(await deliveriesOf(invoice.id)).toMatchObject([
    { state: 'delayed', error: 'connect ECONNREFUSED', finishedAt: null },
  ])
  expect(await alerts()).toMatchObject([{ subjectId: invoice.id, state: 'delayed', error: 'connect ECONNREFUSED' }])
})

test('pain 25: a PDF that cannot be made does not hold the e-mail back', async () => {
  const { render } = house.outside.pdf
  house.outside.pdf.render = async () => {
    throw new Error('the engine hangs')
  }
  const invoice = await sent()
  await house.settle()
  house.outside.pdf.render = render
  expect(mailed).toMatchObject([{ attachments: [] }])
  expect(await deliveriesOf(invoice.id)).toMatchObject([
    { state: 'sent', error: 'Sent without the PDF, which could not be made.' },
  ])
})

test('what was voided meanwhile is not sent', async () => {
  const invoice = await sent()
  await house.as.ben.execute(voidInvoice, { invoiceId: invoice.id })
  await house.settle()
  expect(mailed).toEqual([])
  expect(await deliveriesOf(invoice.id)).toMatchObject([{ state: 'failed' }])
})

test('no address, a draft, a foreign one: refused', async () => {
  const nameless = await work.client({ email: null })
  const draft = await house.as.mia.execute(createInvoice, {
    clientId: nameless,
    lines: [{ name: 'Design', unitPriceCents: 1 }],
  })
  const again = (input: object = {}) => house.as.mia.execute(emailInvoice, { invoiceId: draft.id, ...input })
  await expect(again()).rejects.toMatchObject({ code: 'invoice_not_sent' })
  await house.as.mia.execute(sendInvoice, { invoiceId: draft.id })
  await expect(again()).rejects.toMatchObject({ code: 'email_unknown' })
  await expect(again({ to: 'nobody' })).rejects.toMatchObject({ errors: [{ path: 'to' }] })
  await expect(house.as.olga.execute(emailInvoice, { invoiceId: draft.id })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await deliveriesOf(draft.id)).toEqual([])
})
