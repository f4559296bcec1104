import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { createInvoice, sendInvoice, voidInvoice } from '#modules/documents/server/index.ts'
import { applyCredit, recordPayment } from '#modules/payments/server/index.ts'
import { aPage } from '#testing/a-page.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { createCreditNote } from './create-credit-note.ts'
import { postCreditNote } from './post-credit-note.ts'
import { listCreditNotes } from './queries.ts'
import { readCreditNote } from './read-credit-note.ts'
import { reverseCreditNote } from './reverse-credit-note.ts'
import { deleteCreditNote, updateCreditNote } from './update-credit-note.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
const refused = (code: string) => expect.objectContaining({ code })
let clientId = ''
let hosting = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
  const [account] = await house.sql<{ id: string }>(
    'owner',
    "INSERT INTO accounts (company_id, id, code, name, type) SELECT company_id, $1, '4100', 'Hosting', 'income' FROM accounts LIMIT 1 RETURNING id",
    [newId()],
  )
  hosting = account?.id ?? ''
})

/** Two accounts, a discount and tax: 900.00 of design, 100.00 of hosting, 10 % off, 82.50 of tax. */
async function taxed() {
  const lines = [
    { name: 'Design', unitPriceCents: 90_000, taxCents: 7_425 },
    { name: 'Hosting', unitPriceCents: 10_000, taxCents: 825, incomeAccountId: hosting },
  ]
  const discount = { kind: 'percent', percent: '10' }
  const { id } = await house.as.mia.execute(createInvoice, { clientId, issuedOn: '2026-03-02', lines, discount })
  return house.as.mia.execute(sendInvoice, { invoiceId: id, email: null })
}

const draft = (invoiceId: string, more: object = {}) =>
  house.as.mia.execute(createCreditNote, { invoiceId, issuedOn: '2026-03-10', ...more })
const post = (creditNoteId: string, more: object = {}) =>
  house.as.ben.execute(postCreditNote, { creditNoteId, ...more })
const credit = async (invoiceId: string, more: object = {}) => post((await draft(invoiceId, more)).id)
const reverse = (creditNoteId: string, more: object = {}) =>
  house.as.ben.execute(reverseCreditNote, { creditNoteId, reversedOn: '2026-03-20', ...more })
const pay = (invoiceId: string, cents: number) =>
  house.as.mia.execute(recordPayment, {
    ...{ clientId, method: 'ach', amountCents: cents, receivedOn: '2026-03-05' },
    allocations: [{ invoiceId, amountCents: cents }],
  })

test('a note over lines takes back each income account, net of discount, and tax; the invoice owes less', async () => {
  const invoice = await taxed()
  const [design, host] = invoice.lines
  const note = await credit(invoice.id, {
    reason: 'Two hours were not worked',
    lines: [
      { invoiceLineId: design?.id, name: 'Design', subtotalCents: 20_000, taxCents: 1_650 },
      { invoiceLineId: host?.id, name: 'Hosting', subtotalCents: 1_000 },
    ],
  })
  expect(note).toMatchObject({
    state: 'posted',
    number: expect.stringMatching(/^CN-202603-\d{4}$/),
    ...{ subtotalCents: 21_000, taxCents: 1_650, totalCents: 22_650, arAppliedCents: 22_650, creditedCents: 0 },
  })
  expect(await money.lines('credit_note', note.id)).toMatchObject([
    { code: '4000', debit: 20_000 },
    { code: '4100', debit: 1_000 },
    { code: '2100', debit: 1_650 },
    { code: '1100', credit: 22_650 },
  ])
  expect(await money.standing(invoice.id)).toBe(`partially_paid ${98_250 - 22_650}`)
  await assertInvariants(house)
})

test('amounts alone are spread over the accounts by what they earned; crediting all the rest closes each exactly', async () => {
  const invoice = await taxed()
  const first = await credit(invoice.id, { subtotalCents: 10_001, taxCents: 0 })
  expect(await money.lines('credit_note', first.id)).toMatchObject([
    { code: '4000', debit: 9_001 },
    { code: '4100', debit: 1_000 },
    { code: '1100', credit: 10_001 },
  ])
  const rest = await credit(invoice.id)
  expect(rest).toMatchObject({ subtotalCents: 79_999, taxCents: 8_250 })
  expect(rest.lines.map((line) => [line.name, line.subtotalCents])).toEqual([
    ['Design', 81_000],
    ['Hosting', 9_000],
    ['Credited before', -10_001],
  ])
  expect(await money.lines('credit_note', rest.id)).toMatchObject([
    { code: '4000', debit: 71_999 },
    { code: '4100', debit: 8_000 },
    { code: '2100', debit: 8_250 },
    { code: '1100', credit: 88_249 },
  ])
  expect(await money.standing(invoice.id)).toBe('paid 0')
  await assertInvariants(house)
})

test('what the invoice does not owe becomes client credit; the preview says the same', async () => {
  const invoice = await money.invoice(clientId, 10_000)
  await pay(invoice.id, 7_000)
  const before = await money.credit(clientId)
  const { id } = await draft(invoice.id, { subtotalCents: 5_000 })
  const seen = await house.as.ben.preview(postCreditNote, { creditNoteId: id })
  const note = await post(id)
  expect(note).toMatchObject({ arAppliedCents: 3_000, creditedCents: 2_000 })
  const posted = await money.lines('credit_note', id)
  expect(seen.entries[0]?.lines.map((line) => [line.accountCode, line.debitCents, line.creditCents])).toEqual(
    posted.map((line) => [line.code, line.debit, line.credit]),
  )
  expect(seen.balances.map((one) => [one.kind, one.afterCents])).toEqual([
    ['invoice', 0],
    ['credit', before + 2_000],
  ])
  expect(await money.standing(invoice.id)).toBe('paid 0')
  expect(await money.credit(clientId)).toBe(before + 2_000)
  await assertInvariants(house)
})

test('all notes together stay within the invoice, in subtotal and in tax', async () => {
  const invoice = await taxed()
  await credit(invoice.id, { subtotalCents: 80_000, taxCents: 8_000 })
  await expect(credit(invoice.id, { subtotalCents: 10_001 })).rejects.toEqual(refused('credit_note_exceeds_invoice'))
  await expect(credit(invoice.id, { taxCents: 251 })).rejects.toMatchObject({
    code: 'credit_note_exceeds_invoice',
    errors: [{ message: '$100.00 before tax and $2.50 of tax are left to credit.' }],
  })
  const two = await Promise.all([
    draft(invoice.id, { subtotalCents: 6_000 }),
    draft(invoice.id, { subtotalCents: 6_000 }),
  ])
  const ended = await Promise.allSettled(two.map((one) => post(one.id)))
  expect(ended.filter((one) => one.status === 'rejected')).toMatchObject([
    { reason: { code: 'credit_note_exceeds_invoice' } },
  ])
  await assertInvariants(house)
})

test('drafts are edited and deleted; they are refused where they make no sense', async () => {
  const invoice = await taxed()
  const note = await draft(invoice.id, { subtotalCents: 100 })
  const edited = await house.as.mia.execute(updateCreditNote, {
    creditNoteId: note.id,
    reason: 'Goodwill',
    lines: [{ name: 'Goodwill', subtotalCents: 300 }],
  })
  expect(edited).toMatchObject({ totalCents: 300, reason: 'Goodwill', revision: 2, issuedOn: '2026-03-10' })
  await expect(
    house.as.mia.execute(updateCreditNote, { creditNoteId: note.id, reason: 'x' }, { expectedRevision: 1 }),
  ).rejects.toEqual(refused('stale_revision'))
  await house.as.mia.execute(deleteCreditNote, { creditNoteId: note.id })
  await expect(post(note.id)).rejects.toEqual(refused('not_found'))
  const unsent = await money.draft(clientId, 100)
  await expect(draft(unsent.id)).rejects.toEqual(refused('invoice_not_creditable'))
  await expect(draft(invoice.id, { lines: [], subtotalCents: 1 })).rejects.toMatchObject({
    errors: [{ path: 'subtotalCents' }],
  })
  const foreign = [{ name: 'x', subtotalCents: 1, invoiceLineId: newId() }]
  await expect(draft(invoice.id, { lines: foreign })).rejects.toMatchObject({
    errors: [{ path: 'lines.0.invoiceLineId' }],
  })
  await expect(draft(invoice.id, { lines: [{ name: 'x', subtotalCents: -1 }] })).rejects.toEqual(
    refused('credit_note_negative'),
  )
  await expect(draft(invoice.id, { issuedOn: '2026-03-01' })).rejects.toMatchObject({ errors: [{ path: 'issuedOn' }] })
  await expect(credit(invoice.id, { lines: [] })).rejects.toEqual(refused('credit_note_empty'))
  await expect(house.as.mia.execute(postCreditNote, { creditNoteId: newId() })).rejects.toEqual(refused('not_allowed'))
})

test('a reversal gives everything back exactly, once, as long as the credit is unused', async () => {
  const invoice = await money.invoice(clientId, 10_000)
  await pay(invoice.id, 4_000)
  const before = await money.credit(clientId)
  const note = await credit(invoice.id)
  expect(await money.credit(clientId)).toBe(before + 4_000)
  await expect(reverse(note.id, { reversedOn: '2026-03-09' })).rejects.toMatchObject({
    errors: [{ path: 'reversedOn' }],
  })
  const undone = await reverse(note.id, { reason: 'Wrong invoice' })
  expect(undone).toMatchObject({ state: 'reversed', reversal: { reversedOn: '2026-03-20', reason: 'Wrong invoice' } })
  expect(await money.standing(invoice.id)).toBe('paid 6000')
  expect(await money.credit(clientId)).toBe(before)
  const done = await money.lines('credit_note', note.id)
  expect(await money.lines('credit_note_reversal', undone.reversal?.id ?? '')).toEqual(
    done.map(({ debit, credit: cents, ...line }) => ({ ...line, debit: cents, credit: debit })),
  )
  await expect(reverse(note.id)).rejects.toEqual(refused('credit_note_reversed_once'))
  await expect(reverse((await draft(invoice.id)).id)).rejects.toEqual(refused('credit_note_not_posted'))
  const again = await credit(invoice.id)
  const other = await money.invoice(clientId, 50_000)
  const amountCents = await money.credit(clientId)
  await house.as.mia.execute(applyCredit, { clientId, invoiceId: other.id, amountCents })
  await expect(reverse(again.id)).rejects.toEqual(refused('credit_note_credit_used'))
  const seen = await house.as.mia.perform(readCreditNote, { creditNoteId: again.id })
  expect(seen.kept).toMatch(/has used the credit/)
  expect(seen.entries.map((entry) => entry.sourceType)).toEqual(['credit_note'])
  const listed = aPage(
    await house.as.mia.perform(listCreditNotes, { invoiceId: invoice.id, state: 'reversed', q: 'birch' }),
  )
  expect(listed.items).toMatchObject([{ id: note.id, invoiceNumber: invoice.number, clientName: 'Birch' }])
  await assertInvariants(house)
})

// Acts on one client wait for each other, so their times add up: ten tell as much as more, in half the time.
test('pain 4: ten posted at once have ten numbers without a gap', async () => {
  const invoice = await money.invoice(clientId, 100_000)
  const drafts = await Promise.all(
    Array.from({ length: 10 }, () => draft(invoice.id, { subtotalCents: 10, issuedOn: '2026-04-01' })),
  )
  const posted = await Promise.all(drafts.map((one) => post(one.id)))
  expect(posted.map((one) => one.number).sort()).toEqual(
    drafts.map((_one, at) => `CN-202604-${String(at + 1).padStart(4, '0')}`),
  )
  await assertInvariants(house)
})

test('pain 5: posting with one key fifty times at once posts once; another body is refused', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const { id } = await draft(invoice.id, { subtotalCents: 400 })
  const answers = await Promise.all(Array.from({ length: 50 }, () => post50(id)))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(await money.standing(invoice.id)).toBe('partially_paid 600')
  await expect(
    house.as.ben.execute(
      postCreditNote,
      { creditNoteId: id, postedOn: '2026-03-11' },
      { idempotencyKey: 'fifty-times' },
    ),
  ).rejects.toEqual(refused('idempotency_key_reused'))
  await expect(post(id)).rejects.toEqual(refused('credit_note_posted'))
})
const post50 = (creditNoteId: string) =>
  house.as.ben.execute(postCreditNote, { creditNoteId }, { idempotencyKey: 'fifty-times' })

test('pain 20: a posted note and its reversal never change or go: by SQL, as the application and as the owner', async () => {
  const invoice = await money.invoice(clientId, 10_000)
  const note = await credit(invoice.id, { subtotalCents: 1_000 })
  const undone = await credit(invoice.id, { subtotalCents: 500 })
  await reverse(undone.id)
  await expect(house.as.ada.execute(voidInvoice, { invoiceId: invoice.id })).rejects.toEqual(
    refused('invoice_not_voidable'),
  )
  const texts = [
    `UPDATE credit_notes SET reason = 'x' WHERE id = '${note.id}'`,
    `UPDATE credit_notes SET subtotal_cents = 1, total_cents = 1, ar_applied_cents = 1 WHERE id = '${note.id}'`,
    `UPDATE credit_notes SET state = 'draft' WHERE id = '${note.id}'`,
    `UPDATE credit_notes SET deleted_at = now() WHERE id = '${note.id}'`,
    `DELETE FROM credit_notes WHERE id = '${note.id}'`,
    `UPDATE credit_note_lines SET subtotal_cents = 1, total_cents = 1 WHERE credit_note_id = '${note.id}'`,
    `DELETE FROM credit_note_lines WHERE credit_note_id = '${note.id}'`,
    'TRUNCATE credit_notes CASCADE',
    "UPDATE credit_note_reversals SET reason = 'x'",
    'DELETE FROM credit_note_reversals',
    `UPDATE documents SET state = 'void', balance_due_cents = 0 WHERE id = '${invoice.id}'`,
  ]
  for (const role of ['app', 'owner'] as const) {
    for (const text of texts) {
      await expect(house.sql(role, text), `${role}: ${text}`).rejects.toThrow(
        /is posted|posted credit note|append-only|permission denied|cannot go from/,
      )
    }
  }
})

test('the database holds the limits too: notes that go around the code are refused', async () => {
  const invoice = await money.invoice(clientId, 10_000)
  const { id } = await draft(invoice.id, { subtotalCents: 10_000 })
  const posting = (ar: number, number: string, note = id) =>
    house.sql(
      'app',
      `UPDATE credit_notes SET state = 'posted', number = $2, number_period = 'x', number_seq = 1, posted_at = now(), ar_applied_cents = $3 WHERE id = $1`,
      [note, number, ar],
    )
  await credit(invoice.id, { subtotalCents: 1 })
  await expect(posting(10_000, 'X-1')).rejects.toThrow(/credit notes exceed/)
  await expect(posting(9_000, 'X-1')).rejects.toThrow(/credit_notes_split|credit notes exceed/)
  await house.sql('app', 'UPDATE credit_note_lines SET subtotal_cents = 5, total_cents = 5 WHERE credit_note_id = $1', [
    id,
  ])
  await expect(posting(10_000, 'X-1')).rejects.toThrow(/do not sum/)
  const other = await work.client({ organization_name: 'Cedar' })
  await expect(house.sql('app', 'UPDATE credit_notes SET client_id = $2 WHERE id = $1', [id, other])).rejects.toThrow(
    /different clients/,
  )
  await expect(
    house.sql(
      'app',
      'INSERT INTO credit_note_reversals (company_id, id, credit_note_id, reversed_on) SELECT company_id, $2, id, issued_on FROM credit_notes WHERE id = $1',
      [id, newId()],
    ),
  ).rejects.toThrow(/is not posted/)
})
