import { addDays } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { anyDay, daySince, locked, type Move, pastDay, reasons, wrongDay } from './act.ts'
import { type Bill, type Books, post, the } from './books.ts'
import type { Dice } from './dice.ts'
import type { Chart } from './ledger.ts'

const isPosted = ({ state }: Bill) => state === 'posted' || state === 'partially_paid' || state === 'paid'

function settleBill(books: Books, billId: string, cents: number): void {
  const bill = the(books.bills, billId)
  bill.due -= cents
  if (bill.state !== 'posted' && bill.state !== 'partially_paid') return
  if (bill.due === 0) bill.state = 'paid'
  else if (bill.due < bill.total) bill.state = 'partially_paid'
}

const some = (books: Books, dice: Dice, fits: (bill: Bill) => boolean) => {
  const all = [...books.bills.values()]
  return dice.oneIn(10) ? dice.one(all) : dice.one(all.filter(fits))
}

export const draftBill =
  (chart: Chart): Move =>
  (books, dice) => {
    const [id, vendorId, billedOn] = [newId(), dice.one(books.vendorIds) ?? '', pastDay(dice)]
    const lines = Array.from({ length: 1 + dice.below(2) }, (_, at) => ({
      accountId: chart.get(at > 0 || dice.oneIn(6) ? '6900' : '6000'),
      unitPriceCents: (1 + dice.below(30_000)) * (at > 0 && dice.oneIn(3) ? -1 : 1),
      taxCents: dice.oneIn(3) ? dice.below(500) : 0,
    }))
    const costs = lines.map((line): [string, number] => [
      line.accountId === chart.get('6000') ? '6000' : '6900',
      line.unitPriceCents + line.taxCents,
    ])
    const total = costs.reduce((sum, [, cents]) => sum + cents, 0)
    return {
      name: 'draft a bill',
      command: 'payables.createBill',
      input: { id, vendorId, billedOn, dueOn: addDays(billedOn, 30), lines },
      least: 'admin',
      against: () => reasons([total < 0, 'bill_total_negative']),
      effect: (after) =>
        after.bills.set(id, {
          id,
          vendorId,
          billedOn,
          bookedOn: billedOn,
          state: 'draft',
          costs,
          total,
          due: 0,
          owedSince: '',
        }),
    }
  }

export const postBill: Move = (books, dice) => {
  const bill = some(books, dice, ({ state }) => state === 'draft')
  if (!bill) return undefined
  const { id } = bill
  const bookedOn = dice.oneIn(3) ? daySince(dice, bill.billedOn) : bill.billedOn
  return {
    name: 'post a bill',
    command: 'payables.postBill',
    input: { billId: id, bookedOn },
    least: 'admin',
    against: (now) => {
      const one = the(now.bills, id)
      return reasons(
        [one.state === 'deleted', 'not_found'],
        [one.state !== 'draft', 'bill_not_draft'],
        [one.total === 0, 'bill_total_zero'],
        wrongDay(bookedOn, one.billedOn),
        locked(now, bookedOn),
      )
    },
    effect: (after) => {
      const one = the(after.bills, id)
      Object.assign(one, { state: 'posted', due: one.total, bookedOn, owedSince: bookedOn })
      post(after, [...one.costs, ['2000', 0 - one.total]])
    },
  }
}

export const deleteBill: Move = (books, dice) => {
  const bill = some(books, dice, ({ state }) => state === 'draft')
  if (!bill) return undefined
  const { id } = bill
  return {
    name: 'delete a bill',
    command: 'payables.deleteBill',
    input: { billId: id },
    least: 'admin',
    against: (now) => {
      const { state } = the(now.bills, id)
      return reasons([state === 'deleted', 'not_found'], [state !== 'draft' && state !== 'deleted', 'bill_locked'])
    },
    effect: (after) => {
      the(after.bills, id).state = 'deleted'
    },
  }
}

export const voidBill: Move = (books, dice) => {
  const bill = some(books, dice, (one) => isPosted(one) && one.due === one.total)
  if (!bill) return undefined
  const { id } = bill
  const voidedOn = daySince(dice, bill.owedSince || bill.billedOn)
  return {
    name: 'void a bill',
    command: 'payables.voidBill',
    input: { billId: id, voidedOn },
    least: 'admin',
    against: (now) => {
      const one = the(now.bills, id)
      return reasons(
        [one.state === 'deleted', 'not_found'],
        [!isPosted(one), 'bill_not_posted'],
        [one.due !== one.total, 'bill_has_payments'],
        wrongDay(voidedOn, one.owedSince),
        locked(now, voidedOn),
      )
    },
    effect: (after) => {
      const one = the(after.bills, id)
      Object.assign(one, { state: 'void', due: 0 })
      post(after, [...one.costs.map(([code, cents]) => [code, 0 - cents] as const), ['2000', one.total]])
    },
  }
}

export const payBills: Move = (books, dice) => {
  const first = some(books, dice, (one) => one.due > 0)
  if (!first) return undefined
  const { vendorId } = first
  const others = [...books.bills.values()].filter(
    (one) => one.id !== first.id && one.due > 0 && (one.vendorId === vendorId || dice.oneIn(8)),
  )
  const bills = [first, ...others.slice(0, dice.below(2))]
  const allocations = bills.map((one) => ({ billId: one.id, amountCents: dice.cents(one.due || 10) }))
  const since =
    bills
      .map((one) => one.bookedOn)
      .sort()
      .at(-1) ?? ''
  const [id, paidOn] = [newId(), daySince(dice, since)]
  return {
    name: 'pay bills',
    command: 'payables.payBills',
    input: { id, vendorId, allocations, paidOn },
    least: 'admin',
    against: (now) => [
      ...reasons(wrongDay(paidOn), locked(now, paidOn)),
      ...allocations.flatMap(({ billId, amountCents }) => {
        const one = the(now.bills, billId)
        return reasons(
          [one.state === 'deleted', 'not_found'],
          [one.vendorId !== vendorId, 'bill_of_other_vendor'],
          [!isPosted(one), 'bill_not_posted'],
          [paidOn < one.bookedOn, 'invalid_input'],
          [amountCents > one.due, 'bill_payment_exceeds_balance'],
        )
      }),
    ],
    effect: (after) => {
      const paid = allocations.map((one): [string, number] => [one.billId, one.amountCents])
      const amount = paid.reduce((sum, [, cents]) => sum + cents, 0)
      after.billPayments.set(id, { id, paidOn, amount, paid, reversed: false })
      for (const [billId, cents] of paid) settleBill(after, billId, cents)
      post(after, [
        ['2000', amount],
        ['1000', 0 - amount],
      ])
    },
  }
}

export const reverseBillPayment: Move = (books, dice) => {
  const payment = dice.one([...books.billPayments.values()])
  if (!payment) return undefined
  const { id, amount, paid } = payment
  const reversedOn = dice.oneIn(4) ? anyDay(dice) : daySince(dice, payment.paidOn)
  return {
    name: 'reverse a payment of bills',
    command: 'payables.reverseBillPayment',
    input: { billPaymentId: id, reversedOn },
    least: 'admin',
    against: (now) =>
      reasons(
        [the(now.billPayments, id).reversed, 'bill_payment_reversed_once'],
        wrongDay(reversedOn, payment.paidOn),
        locked(now, reversedOn),
      ),
    effect: (after) => {
      the(after.billPayments, id).reversed = true
      for (const [billId, cents] of paid) {
        settleBill(after, billId, 0 - cents)
        const bill = the(after.bills, billId)
        if (reversedOn > bill.owedSince) bill.owedSince = reversedOn
      }
      post(after, [
        ['1000', amount],
        ['2000', 0 - amount],
      ])
    },
  }
}
