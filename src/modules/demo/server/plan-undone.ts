import { addDays, endOfMonth, laterDate } from '#kernel/calendar.ts'
import * as calls from '../contract-calls.ts'
import type { Planning } from './planning.ts'
import { type Phase, step } from './step.ts'

/** What stood in the old books when these began. */
export function openingBalances({ story, id, when, months, today, accounts }: Planning) {
  const first = months[0]?.from ?? today
  return step('opening balances', when(first, '08:35', story.owner), calls.postOpeningBalances, {
    ...{ id: id('opening balances'), asOf: addDays(first, -1) },
    lines: [{ accountId: accounts.cash, debitCents: 1_248_000 }],
  })
}

const key = 'invoice bounced'
const totalCents = 96_000
const creditCents = 4_500

/** An invoice whose check bounced and whose credit note was meant for another; it is late now, and its fee charged. */
export function planUndone(planning: Planning): Phase[] {
  const { story, id, when, months, today } = planning
  const client = story.clients[0]
  if (!client) return []
  const on = laterDate(months[0]?.from ?? today, addDays(today, -62))
  const day = (after: number) => addDays(on, after)
  const [invoiceId, paymentId, creditNoteId] = [id(key), id(`pay ${key}`), id(`credit note ${key}`)]
  const steps = [
    step(key, when(on, '10:50', story.biller), calls.createInvoice, {
      ...{ id: invoiceId, clientId: id(`client ${client.key}`), issuedOn: on, dueOn: day(14) },
      lines: [{ name: 'Workshop, two days', quantity: '2', unit: 'day', unitPriceCents: totalCents / 2 }],
    }),
    step(`send ${key}`, when(on, '15:35', story.biller), calls.sendInvoice, { invoiceId, email: null }),
    step(`pay ${key}`, when(day(20), '11:50', story.bookkeeper), calls.recordPayment, {
      ...{ id: paymentId, clientId: id(`client ${client.key}`), receivedOn: day(20), method: 'check' },
      ...{ reference: 'Check 2207', amountCents: totalCents },
      allocations: [{ invoiceId, amountCents: totalCents }],
    }),
    step(`bounce ${key}`, when(day(24), '09:25', story.owner), calls.reversePayment, {
      ...{ paymentId, id: id(`bounce ${key}`), reversedOn: day(24), reason: 'The check bounced' },
    }),
    step(`credit note ${key}`, when(day(26), '10:05', story.biller), calls.createCreditNote, {
      ...{ id: creditNoteId, invoiceId, issuedOn: day(26), reason: 'Goodwill' },
      lines: [{ name: 'Goodwill', subtotalCents: creditCents }],
    }),
    step(`post credit note ${key}`, when(day(26), '10:20', story.owner), calls.postCreditNote, { creditNoteId }),
    step(`undo credit note ${key}`, when(day(27), '09:10', story.owner), calls.reverseCreditNote, {
      ...{ creditNoteId, id: id(`undo credit note ${key}`), reversedOn: day(27), reason: 'Meant for another invoice' },
    }),
    step('late fee', when(addDays(today, -2), '10:30', story.biller), calls.chargeLateFee, { invoiceId }),
  ]
  return [{ inOrder: true, steps }]
}

/** What is older than three months is closed: nothing posts into it any more. Comes last. */
export function planLock({ story, when, months, today }: Planning): Phase[] {
  const closed = months.findLast(({ ago }) => ago >= 3)
  if (!closed) return []
  const lock = step('lock books', when(addDays(today, -1), '17:20', story.owner), calls.lockBooks, {
    lockedThrough: endOfMonth(closed.from),
  })
  return [{ inOrder: true, steps: [lock] }]
}
