import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import { adjustCredit, applyCredit, recordPayment, refundPayment } from '#modules/payments/server/index.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import * as contract from '../contract.ts'
import { look } from './look.ts'
import { listCollectionNotes } from './note-queries.ts'
import { createCollectionNote, deleteCollectionNote, updateCollectionNote } from './notes.ts'
import { readStatement } from './read-statement.ts'
import { cancelStatementSend, chooseMonthlyStatement, listStatementSends, sendStatement } from './send-statement.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
const { id: maple } = companies.maple
const at = (day: string) => `${day}T15:00:00.000000Z`
let clientId = ''
let first = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch', email: 'pay@birch.example' })
  first = (await money.invoice(clientId, 30_000, { issuedOn: '2026-02-10', dueOn: '2026-03-10' })).id
  const second = await money.invoice(clientId, 10_000, { issuedOn: '2026-03-05', dueOn: '2026-04-05' })
  const paid = await house.as.mia.execute(recordPayment, {
    ...{ clientId, method: 'ach', amountCents: 32_000, receivedOn: '2026-03-12' },
    allocations: [{ invoiceId: first, amountCents: 30_000 }],
  })
  await house.as.mia.execute(applyCredit, {
    clientId,
    invoiceId: second.id,
    amountCents: 1_500,
    appliedOn: '2026-03-15',
  })
  await house.as.ben.execute(refundPayment, {
    paymentId: paid.id,
    amountCents: 500,
    refundedOn: '2026-03-20',
    reason: 'Too much',
  })
  await house.as.ben.execute(adjustCredit, { clientId, centsDelta: 700, adjustedOn: '2026-04-02', reason: 'Sorry' })
})

const statement = (more: object = {}) =>
  house.as.mia.perform(readStatement, {
    clientId,
    from: '2026-03-01',
    to: '2026-03-31',
    ...more,
  }) as Promise<contract.Statement>

test('opening, what happened, closing; each line brings the balance on', async () => {
  const read = await statement()
  expect(read).toMatchObject({ openingCents: 30_000, chargesCents: 10_500, paymentsCents: 32_000, closingCents: 8_500 })
  expect(
    read.lines.map((line) => [line.date, line.sourceType, line.chargeCents, line.paymentCents, line.balanceCents]),
  ).toEqual([
    ['2026-03-05', 'invoice', 10_000, 0, 40_000],
    ['2026-03-12', 'payment', 0, 32_000, 8_000],
    ['2026-03-15', 'credit_application', 0, 0, 8_000],
    ['2026-03-20', 'payment_refund', 500, 0, 8_500],
  ])
  expect(read.openingCents + read.chargesCents - read.paymentsCents).toBe(read.closingCents)
  expect(read.lines.at(-1)?.balanceCents).toBe(read.closingCents)
})

test('closing is Accounts Receivable less credit of the client, and the invariants hold', async () => {
  const read = await statement({ to: '2026-12-31' })
  const receivable = await money.balance('1100', clientId)
  const credits = 0 - (await money.balance('2200', clientId))
  expect([read.owedCents, read.creditCents]).toEqual([receivable, credits])
  expect(read.closingCents).toBe(receivable - credits)
  expect(read.creditCents).toBe(await money.credit(clientId))
  await assertInvariants(house)
})

test('as known on a day it leaves out what was entered after it', async () => {
  const yesterday = await statement({ to: '2026-12-31', knownAt: '2026-01-01' })
  expect(yesterday).toMatchObject({ openingCents: 0, closingCents: 0, lines: [] })
  const { knownAt, ...known } = await statement({ to: '2026-12-31', knownAt: '2099-01-01' })
  expect(knownAt).toMatch(/^2099-01-0[12]T/)
  expect({ ...known, knownAt: null }).toEqual(await statement({ to: '2026-12-31' }))
})

test('is among the reports under its name there', async () => {
  const asked = { clientId, from: '2026-03-01', to: '2026-03-31' }
  const report = (await house.as.mia.http.call(contract.readClientStatement, asked)).json()
  expect(report).toEqual(await statement())
})

test('as CSV and as PDF', async () => {
  const csv = await house.as.mia.http.call(contract.readStatement, {
    clientId,
    from: '2026-03-01',
    to: '2026-03-31',
    format: 'csv',
  })
  expect(csv.body.split('\r\n')[1]).toBe('2026-03-01,Opening balance,,,300.00')
  expect(csv.body).toContain('2026-03-31,Closing balance,105.00,320.00,85.00')
  const pdf = await house.as.mia.http.call(contract.readStatementPdf, { clientId, to: '2026-03-31' })
  expect(pdf.statusCode).toBe(200)
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await textOf(pdf.rawPayload)).toMatch(/Balance due ?\$85\.00$/)
})

test('credit that is not used yet stands on a row of its own', async () => {
  const pdf = await house.as.mia.http.call(contract.readStatementPdf, { clientId, to: '2026-04-30' })
  const text = (await textOf(pdf.rawPayload)).replaceAll('−', '-')
  expect(text).toMatch(/Due on invoices ?\$85\.00 Your credit ?-\$7\.00 Balance due ?\$78\.00$/)
})

async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text.replace(/\s+/g, ' ').trim()
}

describe('by e-mail', () => {
  const sends = async () => (await house.as.mia.perform(listStatementSends, { clientId })).items
  const mails = async () =>
    house.sql<{ text: string; files: number }>(
      'owner',
      "SELECT text_body AS text, jsonb_array_length(attachments) AS files FROM outbound_emails WHERE kind = 'statement' ORDER BY created_at",
    )

  test('now, with the PDF, and followed', async () => {
    await house.as.mia.execute(sendStatement, { clientId, from: '2026-03-01', to: '2026-03-31' })
    await house.settle()
    expect(await sends()).toMatchObject([{ state: 'sent', closingCents: 8_500, toEmail: 'pay@birch.example' }])
    expect(await mails()).toMatchObject([{ files: 1 }])
    expect((await mails())[0]?.text).toContain('$85.00')
  })

  test('a reminder waits for its day, and is cancelled when nothing is due any more', async () => {
    const owing = await work.client({ organization_name: 'Cedar', email: 'pay@cedar.example' })
    const invoice = await money.invoice(owing, 4_000)
    // As the screen asks: with the end of the period that it shows.
    const wait = { clientId: owing, tone: 'past_due', sendOn: '2026-04-10', to: '2026-04-01' }
    const kept = await house.as.mia.execute(sendStatement, wait, { now: at('2026-04-01') })
    expect(kept.state).toBe('scheduled')
    const dropped = await house.as.mia.execute(sendStatement, wait, { now: at('2026-04-01') })
    expect(await house.as.mia.execute(cancelStatementSend, { statementSendId: dropped.id })).toMatchObject({
      state: 'cancelled',
    })
    await expect(house.as.mia.execute(cancelStatementSend, { statementSendId: dropped.id })).rejects.toMatchObject({
      code: 'statement_not_scheduled',
    })
    const allocations = [{ invoiceId: invoice.id, amountCents: 4_000 }]
    await house.as.mia.execute(recordPayment, {
      clientId: owing,
      method: 'cash',
      amountCents: 4_000,
      allocations,
      receivedOn: '2026-04-05',
    })
    await look(house, maple, at('2026-04-10'))
    await house.settle()
    const { items } = await house.as.mia.perform(listStatementSends, { clientId: owing })
    expect(items.find((one) => one.id === kept.id)).toMatchObject({
      state: 'cancelled',
      error: 'Nothing was past due any more.',
    })
    expect((await mails()).length).toBe(1)
  })

  test('what is past due is late on the day it goes out, less the credit; what is not due yet is not asked for', async () => {
    const owing = await work.client({ organization_name: 'Alder', email: 'pay@alder.example' })
    const late = await money.invoice(owing, 10_000)
    await money.invoice(owing, 50_000, { issuedOn: '2026-03-05', dueOn: '2099-01-01' })
    const now = { now: at('2026-11-01') }
    await house.as.mia.execute(
      sendStatement,
      { clientId: owing, tone: 'past_due', from: '2026-01-01', to: '2026-01-31' },
      now,
    )
    await house.settle()
    expect((await mails()).at(-1)?.text).toContain('$100.00 on your account is past due')
    const allocations = [{ invoiceId: late.id, amountCents: 10_000 }]
    await house.as.mia.execute(recordPayment, { clientId: owing, method: 'cash', amountCents: 10_000, allocations })
    await house.as.mia.execute(sendStatement, { clientId: owing, tone: 'past_due' }, now)
    await house.settle()
    const { items } = await house.as.mia.perform(listStatementSends, { clientId: owing })
    expect(items.map(({ state, error }) => [state, error])).toContainEqual([
      'cancelled',
      'Nothing was past due any more.',
    ])
  })

  test('every month once, for the month that ended', async () => {
    await house.as.mia.execute(chooseMonthlyStatement, { clientId, schedule: 'always' })
    await Promise.all(Array.from({ length: 5 }, () => look(house, maple, at('2026-05-03'))))
    await look(house, maple, at('2026-05-04'))
    await house.settle()
    const monthly = (await sends()).filter((one) => one.origin === 'monthly')
    expect(monthly).toMatchObject([{ from: '2026-04-01', to: '2026-04-30', state: 'sent', closingCents: 7_800 }])
    const text = (await mails()).at(-1)?.text.replaceAll('−', '-')
    for (const row of [/Due on invoices:? +\$85\.00/, /Your credit:? +-\$7\.00/, /Balance due:? +\$78\.00/])
      expect(text).toMatch(row)
  })
})

test('notes: a queue by day, put off, ticked off, gone', async () => {
  const write = (body: string, followUpOn: string | null) =>
    house.as.mia.execute(createCollectionNote, { clientId, body, followUpOn })
  const later = await write('Call again', '2026-06-10')
  const soon = await write('Promised to pay', '2026-06-01')
  await write('Likes letters', null)
  const queue = async () => (await house.as.mia.perform(listCollectionNotes)).items.map((note) => note.body)
  expect(await queue()).toEqual(['Promised to pay', 'Call again'])
  expect((await house.as.mia.perform(listCollectionNotes)).items[0]).toMatchObject({
    clientName: 'Birch',
    outstandingCents: 8_500,
    authorName: 'Mia',
  })
  await house.as.mia.execute(updateCollectionNote, { noteId: soon.id, followUpOn: '2026-06-20' })
  expect(await queue()).toEqual(['Call again', 'Promised to pay'])
  await house.as.mia.execute(updateCollectionNote, { noteId: later.id, done: true })
  expect(await queue()).toEqual(['Promised to pay'])
  await house.as.mia.execute(deleteCollectionNote, { noteId: soon.id })
  expect(await queue()).toEqual([])
  const all = await house.as.mia.perform(listCollectionNotes, { clientId, sort: '-createdAt' })
  expect(all.items).toHaveLength(2)
})
