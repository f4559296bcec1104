import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { voidInvoice } from '#modules/documents/server/index.ts'
import { recordPayment } from '#modules/payments/server/index.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { createCreditNote } from './create-credit-note.ts'
import { postCreditNote } from './post-credit-note.ts'
import { readInvoiceCorrections } from './read-invoice-corrections.ts'
import { reverseWriteOff } from './reverse-write-off.ts'
import { writeOffInvoice } from './write-off-invoice.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
const refused = (code: string) => expect.objectContaining({ code })
let clientId = ''
beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
})

const writeOff = (invoiceId: string, more: object = {}, options = {}) =>
  house.as.ben.execute(
    writeOffInvoice,
    { invoiceId, reason: 'Insolvent', writtenOffOn: '2026-06-30', ...more },
    options,
  )
const recover = (writeOffId: string, more: object = {}) =>
  house.as.ben.execute(reverseWriteOff, { writeOffId, reversedOn: '2026-07-05', ...more })
const pay = (invoiceId: string, amountCents: number) =>
  house.as.mia.execute(recordPayment, {
    ...{ clientId, method: 'ach', amountCents, receivedOn: '2026-05-01' },
    allocations: [{ invoiceId, amountCents }],
  })

test('a part or all of the balance becomes a bad debt, and is recovered by its exact reversal', async () => {
  const invoice = await money.invoice(clientId, 10_000)
  await pay(invoice.id, 2_500)
  const part = await writeOff(invoice.id, { amountCents: 3_000 })
  expect(await money.lines('invoice_write_off', part.id)).toMatchObject([
    { code: '6900', debit: 3_000 },
    { code: '1100', credit: 3_000 },
  ])
  expect(await money.standing(invoice.id)).toBe('partially_paid 4500')
  const rest = await writeOff(invoice.id)
  expect(rest).toMatchObject({ amountCents: 4_500, reason: 'Insolvent', reversal: null })
  expect(await money.standing(invoice.id)).toBe('paid 0')
  const seen = await house.as.ben.preview(reverseWriteOff, { writeOffId: part.id })
  expect(seen.balances).toMatchObject([{ kind: 'invoice', beforeCents: 0, afterCents: 3_000 }])
  const recovered = await recover(part.id, { reason: 'They paid after all' })
  expect(recovered.reversal).toMatchObject({ reversedOn: '2026-07-05', reason: 'They paid after all' })
  expect(await money.lines('invoice_write_off_reversal', recovered.reversal?.id ?? '')).toMatchObject([
    { code: '6900', credit: 3_000 },
    { code: '1100', debit: 3_000 },
  ])
  await pay(invoice.id, 3_000)
  expect(await money.standing(invoice.id)).toBe('paid 0')
  const about = await house.as.mia.perform(readInvoiceCorrections, { invoiceId: invoice.id })
  expect(about.writeOffs.map((one) => [one.amountCents, one.reversal !== null])).toEqual([
    [3_000, true],
    [4_500, false],
  ])
  await assertInvariants(house)
})

test('refused: more than is due, nothing due, no reason, a draft, twice recovered, by a manager', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  await expect(writeOff(invoice.id, { amountCents: 1_001 })).rejects.toMatchObject({
    errors: [{ path: 'amountCents', message: expect.stringContaining('$10.00 left to pay') }],
  })
  await expect(writeOff(invoice.id, { reason: '  ' })).rejects.toMatchObject({ errors: [{ path: 'reason' }] })
  await expect(writeOff((await money.draft(clientId, 5)).id)).rejects.toEqual(refused('invoice_not_creditable'))
  await expect(writeOff(newId())).rejects.toEqual(refused('not_found'))
  const done = await writeOff(invoice.id)
  await expect(writeOff(invoice.id)).rejects.toEqual(refused('nothing_to_write_off'))
  await expect(recover(done.id, { reversedOn: '2026-06-29' })).rejects.toMatchObject({
    errors: [{ path: 'reversedOn' }],
  })
  await recover(done.id)
  await expect(recover(done.id)).rejects.toEqual(refused('write_off_reversed_once'))
  await expect(house.as.mia.execute(writeOffInvoice, { invoiceId: invoice.id, reason: 'x' })).rejects.toEqual(
    refused('not_allowed'),
  )
  await assertInvariants(house)
})

test('what was written off never becomes client credit: a note may give back only what was paid', async () => {
  const invoice = await money.invoice(clientId, 10_000)
  await pay(invoice.id, 6_000)
  await writeOff(invoice.id)
  const credit = async (subtotalCents: number) => {
    const { id } = await house.as.mia.execute(createCreditNote, { invoiceId: invoice.id, subtotalCents })
    return house.as.ben.execute(postCreditNote, { creditNoteId: id })
  }
  await expect(credit(6_001)).rejects.toEqual(refused('invoice_written_off'))
  expect(await credit(2_000)).toMatchObject({ creditedCents: 2_000 })
  await expect(credit(4_001)).rejects.toEqual(refused('invoice_written_off'))
  await assertInvariants(house)
})

test('pain 5: fifty times at once with one key writes off once', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => writeOff(invoice.id, { amountCents: 100 }, { idempotencyKey: 'one-write-off' })),
  )
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(await money.standing(invoice.id)).toBe('partially_paid 900')
})

test('pain 20: write-offs never change, and an invoice with one is never void: by SQL, in both roles', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const done = await writeOff(invoice.id, { amountCents: 400 })
  await recover((await writeOff(invoice.id, { amountCents: 100 })).id)
  await expect(house.as.ada.execute(voidInvoice, { invoiceId: invoice.id })).rejects.toEqual(
    refused('invoice_not_voidable'),
  )
  const add = (cents: number) =>
    `INSERT INTO write_offs (company_id, id, document_id, client_id, amount_cents, written_off_on, reason)
     SELECT company_id, '${newId()}', document_id, client_id, ${cents}, written_off_on, 'x' FROM write_offs WHERE id = '${done.id}'`
  for (const role of ['app', 'owner'] as const) {
    for (const text of [
      'UPDATE write_offs SET amount_cents = 1',
      'DELETE FROM write_offs',
      'TRUNCATE write_offs CASCADE',
      "UPDATE write_off_reversals SET reason = 'x'",
      'DELETE FROM write_off_reversals',
    ]) {
      await expect(house.sql(role, text), `${role}: ${text}`).rejects.toThrow(/append-only|permission denied/)
    }
    await expect(house.sql(role, add(601))).rejects.toThrow(/more than is due/)
  }
})
