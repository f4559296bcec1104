import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { sendInvoice } from '#modules/documents/server/index.ts'
import { applyCredit, recordPayment } from '#modules/payments/server/index.ts'
import type { MailMessage } from '#platform/mail/mail.ts'
import { deleteDraft, draftFromTime, explain } from '#testing/drafts.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import * as contract from '../contract.ts'
import { correctInvoice } from './correct-invoice.ts'
import { createCreditNote } from './create-credit-note.ts'
import { postCreditNote } from './post-credit-note.ts'
import { readInvoiceCorrections } from './read-invoice-corrections.ts'
import { reverseCreditNote } from './reverse-credit-note.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
const refused = (code: string) => expect.objectContaining({ code })
let clientId = ''
beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch', email: 'anna@birch.test' })
})

const correct = (invoiceId: string, more: object = {}) => house.as.ben.execute(correctInvoice, { invoiceId, ...more })
const pay = (invoiceId: string, amountCents: number) =>
  house.as.mia.execute(recordPayment, {
    ...{ clientId, method: 'ach', amountCents, receivedOn: '2026-05-01' },
    allocations: [{ invoiceId, amountCents }],
  })
const timeOn = (invoiceId: string) =>
  house.sql<{ id: string; rate: number; line: string }>(
    'app',
    'SELECT id, rate_cents::int AS rate, document_line_id AS line FROM time_entries WHERE document_id = $1 ORDER BY id',
    [invoiceId],
  )

/** An invoice over two hours of billed time, sent. */
async function billed() {
  const project = await work.project(clientId, { hourly_rate_cents: 12_000 })
  await work.time(clientId, { project_id: project, service_name: 'Design', minutes: 60 })
  await work.time(clientId, { project_id: project, service_name: 'Build', minutes: 60 })
  const invoice = await draftFromTime(house, clientId)
  return house.as.mia.execute(sendInvoice, { invoiceId: invoice.id, email: null })
}

test('pain 2: one act credits the invoice, keeps what was paid, drafts the replacement and moves the time there', async () => {
  const invoice = await billed()
  await pay(invoice.id, 10_000)
  const time = await timeOn(invoice.id)
  const before = await money.credit(clientId)
  const seen = await house.as.ben.preview(correctInvoice, { invoiceId: invoice.id })
  expect(seen.balances.map((one) => [one.kind, one.beforeCents, one.afterCents])).toEqual([
    ['invoice', 14_000, 0],
    ['credit', before, before + 10_000],
  ])
  const done = await correct(invoice.id, { reason: 'Billed at last year’s rate' })
  expect(done.creditNote).toMatchObject({
    ...{ state: 'posted', reason: 'Billed at last year’s rate', arAppliedCents: 14_000, creditedCents: 10_000 },
  })
  expect(await money.standing(invoice.id)).toBe('paid 0')
  expect(await money.credit(clientId)).toBe(before + 10_000)
  const { replacement } = done
  expect(replacement).toMatchObject({ state: 'draft', number: null, totalCents: 24_000, clientId })
  expect(replacement.lines.map((line) => [line.name, line.quantity])).toEqual(
    invoice.lines.map((line) => [line.name, line.quantity]),
  )
  const lineOf = new Map(invoice.lines.map((line, at) => [line.id, replacement.lines[at]?.id]))
  expect(done.movedRecords).toBe(2)
  expect(await timeOn(invoice.id)).toEqual([])
  expect(await timeOn(replacement.id)).toEqual(time.map((one) => ({ ...one, line: lineOf.get(one.line) })))
  const [link] = await house.sql('app', 'SELECT corrects_id FROM documents WHERE id = $1', [replacement.id])
  expect(link).toEqual({ corrects_id: invoice.id })
  const about = await house.as.mia.perform(readInvoiceCorrections, { invoiceId: invoice.id })
  expect(about).toMatchObject({ restSubtotalCents: 0, restLines: [], timeEntryCount: 0 })
  expect(about.correction).toMatchObject({ replacementId: replacement.id, replacementState: 'draft', movedRecords: 2 })
  await assertInvariants(house)

  const sent = await house.as.mia.execute(sendInvoice, { invoiceId: replacement.id, email: null })
  await house.as.mia.execute(applyCredit, { clientId, invoiceId: sent.id, amountCents: 10_000 })
  expect(await money.standing(sent.id)).toBe('partially_paid 14000')
  const other = await house.as.mia.perform(readInvoiceCorrections, { invoiceId: sent.id })
  expect(other.corrects).toEqual({ invoiceId: invoice.id, number: invoice.number, creditNoteId: done.creditNote?.id })
  await assertInvariants(house)
})

test('pain 17: the correction’s credit note is kept while the work stands on the replacement', async () => {
  const invoice = await billed()
  const { creditNote, replacement } = await correct(invoice.id)
  const reverse = () => house.as.ben.execute(reverseCreditNote, { creditNoteId: creditNote?.id ?? '' })
  await expect(reverse()).rejects.toEqual(refused('correction_kept'))
  await expect(correct(invoice.id)).rejects.toEqual(refused('invoice_corrected'))
  await deleteDraft(house, replacement.id)
  // its time is free now and can be billed; owing it on the old invoice too would bill it twice
  await expect(reverse()).rejects.toEqual(refused('correction_kept'))
  const again = await correct(invoice.id)
  expect(again).toMatchObject({ creditNote: null, movedRecords: 0, replacement: { state: 'draft' } })
  await assertInvariants(house)
})

test('without time: the draft can go, and the note can be reversed then', async () => {
  const invoice = await money.invoice(clientId, 5_000)
  const { creditNote, replacement } = await correct(invoice.id)
  await deleteDraft(house, replacement.id)
  await house.as.ben.execute(reverseCreditNote, { creditNoteId: creditNote?.id ?? '' })
  expect(await money.standing(invoice.id)).toBe('paid 5000')
  await assertInvariants(house)
})

test('what earlier notes credited is not credited twice', async () => {
  const invoice = await money.invoice(clientId, 5_000)
  const { id } = await house.as.mia.execute(createCreditNote, { invoiceId: invoice.id, subtotalCents: 1_000 })
  await house.as.ben.execute(postCreditNote, { creditNoteId: id })
  const { creditNote, replacement } = await correct(invoice.id)
  expect([creditNote?.totalCents, replacement.totalCents]).toEqual([4_000, 5_000])
  await assertInvariants(house)
})

test('the client is told in plain language, in the words of the sender or in ours, with the credit note as PDF', async () => {
  const mailed: MailMessage[] = []
  house.outside.mail.send = async (message) => {
    mailed.push(message)
    return { messageId: '<1@test>' }
  }
  const invoice = await money.invoice(clientId, 20_000)
  await pay(invoice.id, 20_000)
  const to = 'anna@birch.test'
  const first = await correct(invoice.id, { reason: 'Two hours too many', email: { to } })
  const other = await money.invoice(clientId, 100)
  await correct(other.id, { email: { to, message: 'Sorry, Anna.' } })
  await house.settle()
  expect(mailed.map((one) => [one.to, one.subject])).toEqual([
    [to, `Credit note ${first.creditNote?.number} for invoice ${invoice.number}`],
    [to, expect.stringContaining(`invoice ${other.number}`)],
  ])
  expect(mailed[0]?.text).toContain('Two hours too many.')
  expect(mailed[0]?.text).toContain('the $200.00 that you have paid is kept as credit')
  expect(mailed[0]?.attachments).toMatchObject([{ filename: `Credit note ${first.creditNote?.number}.pdf` }])
  expect(mailed[0]?.attachments?.[0]?.content.subarray(0, 5).toString()).toBe('%PDF-')
  expect(mailed[1]?.text).toContain('Sorry, Anna.')
  const note = { creditNoteId: first.creditNote?.id ?? '' }
  const detail = (await house.as.mia.http.call(contract.readCreditNote, note)).json() as contract.CreditNoteDetail
  expect(detail.deliveries).toMatchObject([{ toEmail: to, state: 'sent', error: null }])
  const pdf = await house.as.mia.http.call(contract.readCreditNotePdf, note)
  expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
})

test('pain 5: fifty times at once with one key corrects once; a second key is refused', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const options = { idempotencyKey: 'correct-once' }
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => house.as.ben.execute(correctInvoice, { invoiceId: invoice.id }, options)),
  )
  for (const answer of answers) expect(answer).toEqual(answers[0])
  await expect(correct(invoice.id)).rejects.toEqual(refused('invoice_corrected'))
})

test('refused: a draft, an unknown one, a manager, a written-off one that would give credit for nothing', async () => {
  await expect(correct((await money.draft(clientId, 5)).id)).rejects.toEqual(refused('invoice_not_creditable'))
  await expect(correct(newId())).rejects.toEqual(refused('not_found'))
  const invoice = await money.invoice(clientId, 1_000)
  await expect(house.as.mia.execute(correctInvoice, { invoiceId: invoice.id })).rejects.toEqual(refused('not_allowed'))
  await house.as.ben.http.call(contract.writeOffInvoice, { invoiceId: invoice.id, reason: 'Insolvent' })
  await expect(correct(invoice.id)).rejects.toEqual(refused('invoice_written_off'))
})

test('the database frees time of a sent invoice only for a complete correction, and keeps corrections', async () => {
  const invoice = await billed()
  const free = `UPDATE time_entries SET state = 'approved', document_id = NULL, document_line_id = NULL, rate_cents = NULL WHERE document_id = '${invoice.id}'`
  const { id: draftId } = await money.draft(clientId, 24_000)
  const claim = `INSERT INTO invoice_corrections (company_id, id, document_id, replacement_id, corrected_on) SELECT company_id, '${newId()}', id, '${draftId}', issued_on FROM documents WHERE id = '${invoice.id}'`
  await house.sql('app', 'UPDATE documents SET corrects_id = $2 WHERE id = $1', [draftId, invoice.id])
  for (const role of ['app', 'owner'] as const) {
    await expect(house.sql(role, free)).rejects.toThrow(/is on a sent invoice/)
    await expect(house.sql(role, claim)).rejects.toThrow(/not complete/)
  }
  await correct((await money.invoice(clientId, 1)).id)
  for (const text of ["UPDATE invoice_corrections SET client_note = 'x'", 'DELETE FROM invoice_corrections']) {
    await expect(house.sql('owner', text)).rejects.toThrow(/append-only/)
  }
})

test('the invoice explains its balance with notes and write-offs, reversed ones beside', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const note = async (subtotalCents: number) => {
    const { id } = await house.as.mia.execute(createCreditNote, { invoiceId: invoice.id, subtotalCents })
    return house.as.ben.execute(postCreditNote, { creditNoteId: id })
  }
  await note(300)
  await house.as.ben.execute(reverseCreditNote, { creditNoteId: (await note(100)).id })
  await house.as.ben.http.call(contract.writeOffInvoice, { invoiceId: invoice.id, amountCents: 50, reason: 'Rounding' })
  const explained = await explain(house, invoice.id)
  expect(explained).toMatchObject({
    ...{ creditNotesCents: 300, writeOffsCents: 50, computedBalanceCents: 650, storedBalanceCents: 650, agrees: true },
    writeOffs: [{ amountCents: 50, reason: 'Rounding', reversedOn: null }],
  })
  expect(explained.entries.map((entry) => entry.sourceType)).toEqual([
    ...['invoice', 'credit_note', 'credit_note', 'credit_note_reversal', 'invoice_write_off'],
  ])
})
