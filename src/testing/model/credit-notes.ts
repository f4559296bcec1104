import { newId } from '#kernel/ids.ts'
import { type Act, daySince, locked, type Move, reasons, today, wrongDay } from './act.ts'
import {
  type Books,
  changeCredit,
  type Invoice,
  isCorrected,
  isPromised,
  lacksCredit,
  type Note,
  post,
  settle,
  the,
} from './books.ts'
import type { Dice } from './dice.ts'

const notCreditable = ({ state }: Invoice) =>
  reasons([state === 'deleted', 'not_found'], [state === 'draft' || state === 'void', 'invoice_not_creditable'])

/** Notes that count. */
const counting = (books: Books, invoiceId: string) =>
  [...books.notes.values()].filter((one) => one.invoiceId === invoiceId && one.state === 'posted')
const sum = (notes: readonly Note[], of: 'subtotal' | 'tax' | 'applied' | 'credited') =>
  notes.reduce((total, one) => total + one[of], 0)

function rest(books: Books, invoice: Invoice) {
  const notes = counting(books, invoice.id)
  return {
    subtotal: invoice.subtotal - invoice.discount - sum(notes, 'subtotal'),
    tax: invoice.tax - sum(notes, 'tax'),
  }
}

/** What would become of a note: the invoice owes less, and what is beyond that the client gets back as credit. */
function split(books: Books, invoice: Invoice, total: number) {
  const applied = Math.min(total, invoice.due)
  const notes = counting(books, invoice.id)
  const written = [...books.writeOffs.values()]
    .filter((one) => one.invoiceId === invoice.id && !one.recovered)
    .reduce((cents, one) => cents + one.amount, 0)
  const brought = invoice.total - invoice.due - sum(notes, 'applied') - sum(notes, 'credited') - written
  return { applied, credited: total - applied, brought: Math.max(0, brought) }
}

function postNote(books: Books, note: Note): void {
  const invoice = the(books.invoices, note.invoiceId)
  const { applied, credited } = split(books, invoice, note.subtotal + note.tax)
  Object.assign(note, { state: 'posted', applied, credited })
  settle(books, invoice.id, applied)
  changeCredit(books, invoice.clientId, credited, note.issuedOn)
  post(books, [
    ['4000', note.subtotal],
    ['2100', note.tax],
    ['1100', 0 - applied],
    ['2200', 0 - credited],
  ])
}

const someOut = (books: Books, dice: Dice) => {
  const all = [...books.invoices.values()]
  const out = all.filter(({ state }) => state === 'sent' || state === 'partially_paid' || state === 'paid')
  return dice.oneIn(10) ? dice.one(all) : dice.one(out)
}

export const draftNote: Move = (books, dice) => {
  const invoice = someOut(books, dice)
  if (!invoice) return undefined
  const [id, issuedOn, invoiceId] = [newId(), daySince(dice, invoice.issuedOn), invoice.id]
  const left = rest(books, invoice)
  const all = dice.oneIn(3)
  const subtotalCents = dice.oneIn(5) ? 0 : dice.cents(left.subtotal)
  const taxCents = dice.oneIn(2) ? Math.max(0, left.tax) : dice.oneIn(6) ? left.tax + 1 : 0
  return {
    name: 'draft a credit note',
    command: 'creditNotes.createCreditNote',
    input: { id, invoiceId, issuedOn, ...(all ? {} : { subtotalCents, taxCents }) },
    least: 'manager',
    against: (now) => {
      const one = the(now.invoices, invoiceId)
      return [...notCreditable(one), ...reasons(wrongDay(issuedOn, one.issuedOn))]
    },
    effect: (after) => {
      const sums = all ? rest(after, the(after.invoices, invoiceId)) : { subtotal: subtotalCents, tax: taxCents }
      after.notes.set(id, { id, invoiceId, issuedOn, state: 'draft', ...sums, applied: 0, credited: 0 })
    },
  }
}

export const postSome: Move = (books, dice) => {
  const all = [...books.notes.values()]
  const drafts = all.filter((one) => one.state === 'draft')
  const note = dice.oneIn(8) ? dice.one(all) : dice.one(drafts)
  if (!note) return undefined
  const { id, invoiceId } = note
  return {
    name: 'post a credit note',
    command: 'creditNotes.postCreditNote',
    input: { creditNoteId: id },
    least: 'admin',
    against: (now) => {
      const [one, invoice] = [the(now.notes, id), the(now.invoices, invoiceId)]
      const left = rest(now, invoice)
      const { credited, brought } = split(now, invoice, one.subtotal + one.tax)
      return [
        ...notCreditable(invoice),
        ...reasons(
          [one.state !== 'draft', 'credit_note_posted'],
          [one.subtotal + one.tax === 0, 'credit_note_empty'],
          [one.subtotal > left.subtotal || one.tax > left.tax, 'credit_note_exceeds_invoice'],
          [credited > brought, 'invoice_written_off'],
          wrongDay(one.issuedOn, invoice.issuedOn),
          locked(now, one.issuedOn),
        ),
      ]
    },
    effect: (after) => postNote(after, the(after.notes, id)),
  }
}

export const reverseNote: Move = (books, dice) => {
  const all = [...books.notes.values()]
  const posted = all.filter((one) => one.state === 'posted')
  const note = dice.one(posted.length > 0 && !dice.oneIn(6) ? posted : all)
  if (!note) return undefined
  const { id, invoiceId } = note
  const reversedOn = daySince(dice, note.issuedOn)
  return {
    name: 'reverse a credit note',
    command: 'creditNotes.reverseCreditNote',
    input: { creditNoteId: id, reversedOn },
    least: 'admin',
    against: (now) => {
      const [one, invoice] = [the(now.notes, id), the(now.invoices, invoiceId)]
      return reasons(
        [one.state === 'draft', 'credit_note_not_posted'],
        [one.state === 'reversed', 'credit_note_reversed_once'],
        [isCorrected(now, invoiceId), 'correction_kept'],
        [one.credited > (now.credit.get(invoice.clientId) ?? 0), 'credit_note_credit_used'],
        isPromised(now, invoice.clientId, one.credited),
        [lacksCredit(now, invoice.clientId, one.credited, reversedOn), 'credit_before_it_came'],
        wrongDay(reversedOn, one.issuedOn),
        locked(now, reversedOn),
      )
    },
    effect: (after) => {
      const one = the(after.notes, id)
      one.state = 'reversed'
      settle(after, invoiceId, 0 - one.applied)
      changeCredit(after, the(after.invoices, invoiceId).clientId, 0 - one.credited, reversedOn)
      post(after, [
        ['4000', 0 - one.subtotal],
        ['2100', 0 - one.tax],
        ['1100', one.applied],
        ['2200', one.credited],
      ])
    },
  }
}

export const correct: Move = (books, dice) => {
  const invoice = someOut(books, dice)
  if (!invoice) return undefined
  const [id, invoiceId, correctedOn] = [newId(), invoice.id, daySince(dice, invoice.issuedOn)]
  return {
    name: 'correct an invoice',
    command: 'creditNotes.correctInvoice',
    input: { id, invoiceId, correctedOn },
    least: 'admin',
    against: (now) => {
      const one = the(now.invoices, invoiceId)
      const left = rest(now, one)
      const total = left.subtotal + left.tax
      const { credited, brought } = split(now, one, total)
      return [
        ...notCreditable(one),
        ...reasons(
          [isCorrected(now, invoiceId), 'invoice_corrected'],
          [total > 0 && credited > brought, 'invoice_written_off'],
          wrongDay(correctedOn, one.issuedOn),
        ),
        ...(total > 0 ? reasons(locked(now, correctedOn)) : []),
      ]
    },
    effect: (after, answer: { creditNote: { id: string } | null }) => {
      const one = the(after.invoices, invoiceId)
      const left = rest(after, one)
      if (answer.creditNote) {
        const note: Note = {
          id: answer.creditNote.id,
          invoiceId,
          issuedOn: correctedOn,
          state: 'draft',
          ...left,
          applied: 0,
          credited: 0,
        }
        after.notes.set(note.id, note)
        postNote(after, note)
      }
      after.invoices.set(id, { ...one, id, state: 'draft', issuedOn: today, due: 0, corrects: invoiceId })
    },
  } satisfies Act
}

export const writeOff: Move = (books, dice) => {
  const invoice = someOut(books, dice)
  if (!invoice) return undefined
  const [id, invoiceId, writtenOffOn] = [newId(), invoice.id, daySince(dice, invoice.issuedOn)]
  const amountCents = dice.oneIn(2) ? undefined : dice.cents(invoice.due || 10)
  return {
    name: 'write an invoice off',
    command: 'creditNotes.writeOffInvoice',
    input: { id, invoiceId, writtenOffOn, reason: 'Gone', ...(amountCents === undefined ? {} : { amountCents }) },
    least: 'admin',
    against: (now) => {
      const one = the(now.invoices, invoiceId)
      return [
        ...notCreditable(one),
        ...reasons(
          [one.due === 0, 'nothing_to_write_off'],
          [(amountCents ?? 0) > one.due, 'invalid_input'],
          wrongDay(writtenOffOn, one.issuedOn),
          locked(now, writtenOffOn),
        ),
      ]
    },
    effect: (after) => {
      const amount = amountCents ?? the(after.invoices, invoiceId).due
      after.writeOffs.set(id, { id, invoiceId, amount, on: writtenOffOn, recovered: false })
      settle(after, invoiceId, amount)
      post(after, [
        ['6900', amount],
        ['1100', 0 - amount],
      ])
    },
  }
}

export const recover: Move = (books, dice) => {
  const written = dice.one([...books.writeOffs.values()])
  if (!written) return undefined
  const { id, invoiceId, amount } = written
  const reversedOn = daySince(dice, written.on)
  return {
    name: 'recover a write-off',
    command: 'creditNotes.reverseWriteOff',
    input: { writeOffId: id, reversedOn },
    least: 'admin',
    against: (now) =>
      reasons(
        [the(now.writeOffs, id).recovered, 'write_off_reversed_once'],
        wrongDay(reversedOn, written.on),
        locked(now, reversedOn),
      ),
    effect: (after) => {
      the(after.writeOffs, id).recovered = true
      settle(after, invoiceId, 0 - amount)
      post(after, [
        ['1100', amount],
        ['6900', 0 - amount],
      ])
    },
  }
}
