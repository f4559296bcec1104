import type { PlainDate } from '#kernel/calendar.ts'
import type { Cents } from '#kernel/money.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { type BillFacts, isPosted } from './bill.ts'

/** A bill, loaded for update. */
export type PayableBill = BillFacts & {
  id: string
  vendorId: string
  number: string | null
  bookedOn: PlainDate | null
}

type Wanted = { billId: string; amountCents: Cents }

/** Writes an amount in the company's currency, for the sentences of refusals. */
export type WriteMoney = (cents: Cents) => string

/**
 * Which bill gets how much. Each must be a posted bill of the vendor, booked when the money left, and takes at most what
 * it owes. `pathOf` names the field at which an amount is refused.
 */
export function planBillPayment<B extends PayableBill>(
  payment: { vendorId: string; paidOn: PlainDate; allocations: readonly Wanted[] },
  bills: ReadonlyMap<string, B>,
  write: WriteMoney,
  pathOf: (at: number) => string,
): { bill: B; amountCents: Cents }[] {
  const seen = new Set<string>()
  return payment.allocations.map(({ billId, amountCents }, at) => {
    if (seen.has(billId)) throw refuseField(`allocations.${at}.billId`, 'This bill is in the list twice.')
    seen.add(billId)
    const bill = bills.get(billId)
    if (!bill) throw new Refusal('not_found')
    const label = bill.number ?? 'without a number'
    if (bill.vendorId !== payment.vendorId) throw new Refusal('bill_of_other_vendor', { number: label })
    if (!isPosted(bill.state) || bill.bookedOn === null) throw new Refusal('bill_not_posted')
    if (payment.paidOn < bill.bookedOn) {
      throw refuseField('paidOn', `Bill ${label} was booked on ${bill.bookedOn}. Choose that day or a later one.`)
    }
    if (amountCents > bill.balanceDueCents) {
      const details = { number: label, balance: write(bill.balanceDueCents), balanceDueCents: bill.balanceDueCents }
      const { message } = new Refusal('bill_payment_exceeds_balance', details)
      throw new Refusal('bill_payment_exceeds_balance', details, { errors: [{ path: pathOf(at), message }] })
    }
    return { bill, amountCents }
  })
}
