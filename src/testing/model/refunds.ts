import { newId } from '#kernel/ids.ts'
import { daySince, locked, type Move, reasons, today, wrongDay } from './act.ts'
import {
  type Books,
  changeCredit,
  freeCredit,
  lacksCredit,
  type Payment,
  post,
  type Refund,
  settle,
  the,
  underway,
} from './books.ts'
import type { Dice } from './dice.ts'
import { creditedOf, sum } from './payments.ts'

const someRefundable = (books: Books, dice: Dice) => {
  const all = [...books.payments.values()]
  return dice.oneIn(10) ? dice.one(all) : dice.one(all.filter((one) => !one.reversed && one.refunded < one.amount))
}

type Taken = { credit: number; invoices: [invoiceId: string, cents: number][] }

/** What went back of a payment, or is on its way; and of one of its invoices. */
const gone = (books: Books, { id, refunded }: Payment) =>
  refunded + sum(underway(books, { paymentId: id }).map((one) => one.amount))
const goneOf = (books: Books, { id }: Payment, { invoiceId, refunded }: Payment['paid'][number]) =>
  refunded +
  sum(
    underway(books, { paymentId: id }).flatMap(({ invoices }) =>
      invoices.filter(([of]) => of === invoiceId).map(([, cents]) => cents),
    ),
  )

/** The default: unused credit of this payment, then what it paid, last first. */
function taken(books: Books, payment: Payment, cents: number): Taken {
  const creditedBack = gone(books, payment) - sum(payment.paid.map((one) => goneOf(books, payment, one)))
  const unused = Math.min(creditedOf(payment) - creditedBack, freeCredit(books, payment.clientId))
  const credit = Math.max(0, Math.min(cents, unused))
  const invoices: Taken['invoices'] = []
  let left = cents - credit
  for (const one of [...payment.paid].reverse()) {
    const part = Math.min(left, one.amount - goneOf(books, payment, one))
    if (part > 0) invoices.push([one.invoiceId, part])
    left -= part
  }
  return { credit, invoices }
}

const comesTo = ({ credit, invoices }: Taken) => credit + sum(invoices.map(([, cents]) => cents))

function refund(books: Books, payment: Payment, { credit, invoices }: Taken, day: string): void {
  for (const [invoiceId, cents] of invoices) {
    const paid = payment.paid.find((one) => one.invoiceId === invoiceId)
    if (paid) paid.refunded += cents
    settle(books, invoiceId, 0 - cents)
  }
  const cents = comesTo({ credit, invoices })
  payment.refunded += cents
  changeCredit(books, payment.clientId, 0 - credit, day)
  post(books, [
    ['1100', cents - credit],
    ['2200', credit],
    [payment.account, 0 - cents],
  ])
}

const notRefundable = (books: Books, one: Payment, cents: number, day: string, pending: boolean) =>
  reasons(
    [one.reversed || one.state !== 'succeeded', 'payment_not_refundable'],
    [cents > one.amount - gone(books, one), 'refund_exceeds_payment'],
    wrongDay(day, one.receivedOn),
    [!pending && locked(books, day)[0], 'books_locked'],
  )

export const refundSome: Move = (books, dice) => {
  const payment = someRefundable(books, dice)
  if (!payment) return undefined
  const { id } = payment
  const [amountCents, refundedOn] = [dice.cents(payment.amount - payment.refunded), daySince(dice, payment.receivedOn)]
  const [refundId, pending] = [newId(), dice.oneIn(3)]
  return {
    name: pending ? 'await a refund' : 'refund a payment',
    command: 'payments.refundPayment',
    input: { id: refundId, paymentId: id, amountCents, refundedOn, pending },
    least: 'admin',
    against: (now) => {
      const one = the(now.payments, id)
      const from = taken(now, one, amountCents)
      return [
        ...notRefundable(now, one, amountCents, refundedOn, pending),
        ...reasons(
          [comesTo(from) < amountCents, 'refund_credit_used'],
          [!pending && lacksCredit(now, one.clientId, from.credit, refundedOn), 'credit_before_it_came'],
        ),
      ]
    },
    effect: (after) => {
      const one = the(after.payments, id)
      const from = taken(after, one, amountCents)
      if (!pending) refund(after, one, from, refundedOn)
      else {
        const { clientId } = one
        const asked = { id: refundId, paymentId: id, clientId, sentOn: refundedOn, amount: amountCents }
        after.refunds.set(refundId, { ...asked, ...from, state: 'pending' })
      }
    },
  }
}

export const refundFrom: Move = (books, dice) => {
  const payment = someRefundable(books, dice)
  if (!payment) return undefined
  const { id, clientId } = payment
  const credit = dice.oneIn(2) ? dice.cents(books.credit.get(clientId) || 50) : 0
  const from = payment.paid.filter(() => !dice.oneIn(3))
  const invoices = from.map((one): [string, number] => [one.invoiceId, dice.cents(one.amount - one.refunded)])
  const wanted = { credit, invoices }
  const amountCents = Math.max(1, comesTo(wanted) + (dice.oneIn(10) ? 1 : 0))
  const sources = {
    creditCents: credit,
    invoices: invoices.map(([invoiceId, cents]) => ({ invoiceId, amountCents: cents })),
  }
  return {
    name: 'refund a payment from chosen sources',
    command: 'payments.refundPayment',
    input: { paymentId: id, amountCents, refundedOn: today, sources },
    least: 'admin',
    against: (now) => {
      const one = the(now.payments, id)
      const tooMuch = invoices.some(([invoiceId, cents]) => {
        const paid = one.paid.find((part) => part.invoiceId === invoiceId)
        return !paid || cents > paid.amount - goneOf(now, one, paid)
      })
      return [
        ...notRefundable(now, one, amountCents, today, false),
        ...reasons(
          [comesTo(wanted) !== amountCents, 'refund_sources_differ'],
          [credit > freeCredit(now, clientId), 'credit_exceeded'],
          [lacksCredit(now, clientId, credit, today), 'credit_before_it_came'],
          [tooMuch, 'invalid_input'],
        ),
      ]
    },
    effect: (after) => refund(after, the(after.payments, id), wanted, today),
  }
}

const someUnderway = (books: Books, dice: Dice) => {
  const all = [...books.refunds.values()]
  return dice.oneIn(8) ? dice.one(all) : dice.one(all.filter((one) => one.state === 'pending'))
}

const notUnderway = ({ state, sentOn }: Refund, day: string) =>
  reasons([state !== 'pending', 'refund_not_pending'], wrongDay(day, sentOn))

export const arriveRefund: Move = (books, dice) => {
  const found = someUnderway(books, dice)
  if (!found) return undefined
  const { id, clientId } = found
  const refundedOn = daySince(dice, found.sentOn)
  return {
    name: 'a refund arrives',
    command: 'payments.settleRefund',
    input: { refundId: id, refundedOn },
    least: 'admin',
    against: (now) => {
      const one = the(now.refunds, id)
      return [
        ...notUnderway(one, refundedOn),
        ...reasons(locked(now, refundedOn), [
          lacksCredit(now, clientId, one.credit, refundedOn),
          'credit_before_it_came',
        ]),
      ]
    },
    effect: (after) => {
      const one = the(after.refunds, id)
      one.state = 'succeeded'
      refund(after, the(after.payments, one.paymentId), one, refundedOn)
    },
  }
}

export const failRefund: Move = (books, dice) => {
  const found = someUnderway(books, dice)
  if (!found) return undefined
  const { id } = found
  const failedOn = daySince(dice, found.sentOn)
  return {
    name: 'a refund fails',
    command: 'payments.failRefund',
    input: { refundId: id, failedOn, reason: 'It was returned' },
    least: 'admin',
    against: (now) => notUnderway(the(now.refunds, id), failedOn),
    effect: (after) => {
      the(after.refunds, id).state = 'failed'
    },
  }
}
