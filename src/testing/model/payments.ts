import { newId } from '#kernel/ids.ts'
import { anyDay, daySince, locked, type Move, reasons, wrongDay } from './act.ts'
import {
  type Books,
  changeCredit,
  type Invoice,
  isPromised,
  lacksCredit,
  type Payment,
  post,
  settle,
  the,
  underway,
} from './books.ts'
import type { Dice } from './dice.ts'

export const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0)
export const creditedOf = (payment: Payment) => payment.amount - sum(payment.paid.map((one) => one.amount))
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

/** It is there: invoices, credit and books. */
function receive(books: Books, payment: Payment): void {
  books.payments.set(payment.id, payment)
  for (const one of payment.paid) settle(books, one.invoiceId, one.amount)
  const credited = creditedOf(payment)
  changeCredit(books, payment.clientId, credited, payment.receivedOn)
  post(books, [
    [payment.account, payment.amount],
    ['1100', credited - payment.amount],
    ['2200', 0 - credited],
  ])
  keepFee(books, payment.fee)
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
  const pending = dice.oneIn(4)
  const feeCents = dice.oneIn(method === 'stripe' ? 2 : 16) ? dice.cents(Math.ceil(amountCents / 20)) : 0
  const where = shares.length > 0 ? '' : ' on account'
  return {
    name: pending ? `await a payment${where}` : `record a payment${where}`,
    command: 'payments.recordPayment',
    input: { id, clientId, receivedOn, method, amountCents, feeCents, pending, allocations: shares },
    least: 'manager',
    against: (now) => [
      ...reasons(
        wrongDay(receivedOn),
        [!pending && locked(now, receivedOn)[0], 'books_locked'],
        [allocated > amountCents, 'allocations_exceed_payment'],
        [wrongFee(feeCents, amountCents, method) || (pending && feeCents > 0), 'invalid_input'],
      ),
      ...shares.flatMap((one) => notPayable(now, clientId, one, receivedOn)),
    ],
    effect: (after) => {
      const account = method === 'stripe' ? '1050' : '1000'
      const meant = shares.map((one) => ({ invoiceId: one.invoiceId, amount: one.amountCents }))
      const payment: Payment = {
        ...{ id, clientId, account, receivedOn, amount: amountCents, refunded: 0, reversed: false },
        ...{ state: pending ? 'pending' : 'succeeded', fee: feeCents, meant: pending ? meant : [] },
        paid: pending ? [] : meant.map((one) => ({ ...one, refunded: 0 })),
      }
      if (pending) after.payments.set(id, payment)
      else receive(after, payment)
    },
  }
}

const wrongFee = (feeCents: number, amountCents: number, method: string) =>
  feeCents > 0 && (method !== 'stripe' || feeCents >= amountCents)

const someAwaited = (books: Books, dice: Dice) => {
  const all = [...books.payments.values()]
  return dice.oneIn(8) ? dice.one(all) : dice.one(all.filter((one) => one.state === 'pending'))
}

/** What it was meant for, as far as that is still owed on the day. */
const asMeant = (books: Books, { meant }: Payment, day: string) =>
  meant.flatMap(({ invoiceId, amount }) => {
    const { due, issuedOn, state } = the(books.invoices, invoiceId)
    const part = state === 'void' || day < issuedOn ? 0 : Math.min(amount, due)
    return part > 0 ? [{ invoiceId, amount: part, refunded: 0 }] : []
  })

export const arriveSome: Move = (books, dice) => {
  const payment = someAwaited(books, dice)
  if (!payment) return undefined
  const { id, clientId, amount } = payment
  const receivedOn = daySince(dice, payment.receivedOn)
  const shares = dice.oneIn(3) ? someShares(books, dice, clientId) : undefined
  const allocated = sum((shares ?? []).map((one) => one.amountCents))
  const method = payment.account === '1050' ? 'stripe' : 'check'
  const feeCents = dice.oneIn(method === 'stripe' ? 2 : 16) ? dice.cents(Math.ceil(amount / 20)) : 0
  return {
    name: shares ? 'a payment arrives for chosen invoices' : 'a payment arrives',
    command: 'payments.settlePayment',
    input: { paymentId: id, receivedOn, feeCents, ...(shares ? { allocations: shares } : {}) },
    least: 'manager',
    against: (now) => {
      const one = the(now.payments, id)
      return [
        ...reasons(
          [one.state !== 'pending', 'payment_not_pending'],
          wrongDay(receivedOn, payment.receivedOn),
          locked(now, receivedOn),
          [allocated > amount, 'allocations_exceed_payment'],
          [wrongFee(feeCents, amount, method), 'invalid_input'],
        ),
        ...(shares ?? []).flatMap((share) => notPayable(now, clientId, share, receivedOn)),
      ]
    },
    effect: (after) => {
      const one = the(after.payments, id)
      const chosen = shares?.map((share) => ({ invoiceId: share.invoiceId, amount: share.amountCents, refunded: 0 }))
      const paid = chosen ?? asMeant(after, one, receivedOn)
      receive(after, { ...one, receivedOn, paid, fee: feeCents, state: 'succeeded' })
    },
  }
}

export const failSome: Move = (books, dice) => {
  const payment = someAwaited(books, dice)
  if (!payment) return undefined
  const { id } = payment
  const failedOn = daySince(dice, payment.receivedOn)
  return {
    name: 'a payment fails',
    command: 'payments.failPayment',
    input: { paymentId: id, failedOn, reason: 'It never came' },
    least: 'manager',
    against: (now) =>
      reasons(
        [the(now.payments, id).state !== 'pending', 'payment_not_pending'],
        wrongDay(failedOn, payment.receivedOn),
      ),
    effect: (after) => {
      the(after.payments, id).state = 'failed'
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
        [one.state !== 'succeeded', 'payment_not_reversible'],
        [one.reversed, 'payment_reversed_once'],
        [one.refunded > 0 || underway(now, { paymentId: id }).length > 0, 'payment_refunded'],
        isPromised(now, clientId, creditedOf(one)),
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
