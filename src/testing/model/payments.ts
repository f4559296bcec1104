import { newId } from '#kernel/ids.ts'
import { anyDay, daySince, locked, type Move, reasons, today, wrongDay } from './act.ts'
import { type Books, changeCredit, type Invoice, lacksCredit, type Payment, post, settle, the } from './books.ts'
import type { Dice } from './dice.ts'

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0)
const creditedOf = (payment: Payment) => payment.amount - sum(payment.paid.map((one) => one.amount))
const isOut = ({ state }: Invoice) => state === 'sent' || state === 'partially_paid' || state === 'paid'

/** Invoices that the money is for: mostly open ones of the client, sometimes any. */
function someShares(books: Books, dice: Dice, clientId: string) {
  const all = [...books.invoices.values()]
  const open = all.filter((one) => one.clientId === clientId && one.due > 0)
  const from = open.length > 0 && !dice.oneIn(12) ? open : all
  const start = dice.below(Math.max(1, from.length))
  const chosen = [...from.slice(start), ...from.slice(0, start)].slice(0, dice.below(4))
  return chosen.map((one) => ({ invoiceId: one.id, amountCents: dice.cents(one.due || 100) }))
}

function notPayable(
  books: Books,
  clientId: string,
  { invoiceId, amountCents }: { invoiceId: string; amountCents: number },
  day: string,
) {
  const one = the(books.invoices, invoiceId)
  return reasons(
    [one.state === 'deleted', 'not_found'],
    [one.clientId !== clientId, 'invoice_of_other_client'],
    [!isOut(one), 'invoice_not_payable'],
    [amountCents > one.due, 'allocation_exceeds_balance'],
    [day < one.issuedOn, 'settled_before_issued'],
  )
}

/** What Stripe keeps, in an entry of its own; negative: it is taken back. */
function keepFee(books: Books, cents: number): void {
  if (cents === 0) return
  post(books, [
    ['5000', cents],
    ['1050', 0 - cents],
  ])
}

export const pay: Move = (books, dice) => {
  const clientId = dice.one([...books.credit.keys()]) ?? ''
  const [id, shares] = [newId(), someShares(books, dice, clientId)]
  const latest = shares
    .map((one) => the(books.invoices, one.invoiceId).issuedOn)
    .toSorted()
    .at(-1)
  const receivedOn = latest ? daySince(dice, latest) : anyDay(dice)
  const allocated = sum(shares.map((one) => one.amountCents))
  const over = [0, 0, 0, 1, 500, 1 + dice.below(20_000), 0, -1][dice.below(8)] ?? 0
  const amountCents = Math.max(1, allocated + over)
  const method = dice.oneIn(4) ? 'stripe' : 'check'
  const feeCents = dice.oneIn(method === 'stripe' ? 2 : 16) ? dice.cents(Math.ceil(amountCents / 20)) : 0
  return {
    name: shares.length > 0 ? 'record a payment' : 'record a payment on account',
    command: 'payments.recordPayment',
    input: { id, clientId, receivedOn, method, amountCents, feeCents, allocations: shares },
    least: 'manager',
    against: (now) => [
      ...reasons(wrongDay(receivedOn), locked(now, receivedOn), [
        allocated > amountCents,
        'allocations_exceed_payment',
      ]),
      ...reasons([feeCents > 0 && (method !== 'stripe' || feeCents >= amountCents), 'invalid_input']),
      ...shares.flatMap((one) => notPayable(now, clientId, one, receivedOn)),
    ],
    effect: (after) => {
      const account = method === 'stripe' ? '1050' : '1000'
      const paid = shares.map((one) => ({ invoiceId: one.invoiceId, amount: one.amountCents, refunded: 0 }))
      const payment = {
        id,
        clientId,
        account,
        receivedOn,
        amount: amountCents,
        fee: feeCents,
        paid,
        refunded: 0,
        reversed: false,
      } as const
      after.payments.set(id, { ...payment })
      for (const one of paid) settle(after, one.invoiceId, one.amount)
      changeCredit(after, clientId, amountCents - allocated, receivedOn)
      post(after, [
        [account, amountCents],
        ['1100', 0 - allocated],
        ['2200', allocated - amountCents],
      ])
      keepFee(after, feeCents)
    },
  }
}

export const reverseSome: Move = (books, dice) => {
  const payment = dice.one([...books.payments.values()])
  if (!payment) return undefined
  const { id, clientId } = payment
  const reversedOn = daySince(dice, payment.receivedOn)
  return {
    name: 'reverse a payment',
    command: 'payments.reversePayment',
    input: { paymentId: id, reversedOn },
    least: 'admin',
    against: (now) => {
      const one = the(now.payments, id)
      return reasons(
        wrongDay(reversedOn, one.receivedOn),
        locked(now, reversedOn),
        [one.reversed, 'payment_reversed_once'],
        [one.refunded > 0, 'payment_refunded'],
        [creditedOf(one) > (now.credit.get(clientId) ?? 0), 'payment_credit_used'],
        [lacksCredit(now, clientId, creditedOf(one), reversedOn), 'credit_before_it_came'],
      )
    },
    effect: (after) => {
      const one = the(after.payments, id)
      one.reversed = true
      for (const { invoiceId, amount } of one.paid) settle(after, invoiceId, 0 - amount)
      changeCredit(after, clientId, 0 - creditedOf(one), reversedOn)
      post(after, [
        [one.account, 0 - one.amount],
        ['1100', one.amount - creditedOf(one)],
        ['2200', creditedOf(one)],
      ])
      keepFee(after, 0 - one.fee)
    },
  }
}

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
    [one.reversed, 'payment_not_refundable'],
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
