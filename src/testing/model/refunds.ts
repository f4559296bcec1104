import { daySince, locked, type Move, reasons, today, wrongDay } from './act.ts'
import { type Books, changeCredit, lacksCredit, type Payment, post, settle, the } from './books.ts'
import type { Dice } from './dice.ts'
import { creditedOf, sum } from './payments.ts'

const someRefundable = (books: Books, dice: Dice) => {
  const all = [...books.payments.values()]
  return dice.oneIn(10) ? dice.one(all) : dice.one(all.filter((one) => !one.reversed && one.refunded < one.amount))
}

type Taken = { credit: number; invoices: [invoiceId: string, cents: number][] }

/** The default: unused credit of this payment, then what it paid, last first. */
function taken(books: Books, payment: Payment, cents: number): Taken {
  const creditedBack = payment.refunded - sum(payment.paid.map((one) => one.refunded))
  const unused = Math.min(creditedOf(payment) - creditedBack, books.credit.get(payment.clientId) ?? 0)
  const credit = Math.max(0, Math.min(cents, unused))
  const invoices: Taken['invoices'] = []
  let left = cents - credit
  for (const one of [...payment.paid].reverse()) {
    const part = Math.min(left, one.amount - one.refunded)
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

const notRefundable = (books: Books, one: Payment, cents: number, day: string) =>
  reasons(
    [one.reversed || one.state !== 'succeeded', 'payment_not_refundable'],
    [cents > one.amount - one.refunded, 'refund_exceeds_payment'],
    wrongDay(day, one.receivedOn),
    locked(books, day),
  )

export const refundSome: Move = (books, dice) => {
  const payment = someRefundable(books, dice)
  if (!payment) return undefined
  const { id } = payment
  const [amountCents, refundedOn] = [dice.cents(payment.amount - payment.refunded), daySince(dice, payment.receivedOn)]
  return {
    name: 'refund a payment',
    command: 'payments.refundPayment',
    input: { paymentId: id, amountCents, refundedOn },
    least: 'admin',
    against: (now) => {
      const one = the(now.payments, id)
      const from = taken(now, one, amountCents)
      return [
        ...notRefundable(now, one, amountCents, refundedOn),
        ...reasons(
          [comesTo(from) < amountCents, 'refund_credit_used'],
          [lacksCredit(now, one.clientId, from.credit, refundedOn), 'credit_before_it_came'],
        ),
      ]
    },
    effect: (after) => {
      const one = the(after.payments, id)
      refund(after, one, taken(after, one, amountCents), refundedOn)
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
        return !paid || cents > paid.amount - paid.refunded
      })
      return [
        ...notRefundable(now, one, amountCents, today),
        ...reasons(
          [comesTo(wanted) !== amountCents, 'refund_sources_differ'],
          [credit > (now.credit.get(clientId) ?? 0), 'credit_exceeded'],
          [lacksCredit(now, clientId, credit, today), 'credit_before_it_came'],
          [tooMuch, 'invalid_input'],
        ),
      ]
    },
    effect: (after) => refund(after, the(after.payments, id), wanted, today),
  }
}
