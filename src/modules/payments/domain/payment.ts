import type { PlainDate } from '#kernel/calendar.ts'
import { type Cents, sumCents } from '#kernel/money.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { type AllocationOf, unallocatedCents } from './allocation.ts'

/** What a decision about money looks at: an invoice, loaded for update. */
export type PayableInvoice = {
  id: string
  number: string | null
  clientId: string
  state: 'draft' | 'sent' | 'partially_paid' | 'paid' | 'void'
  balanceDueCents: Cents
  issuedOn: PlainDate
}

/** Writes an amount in the company's currency, for the sentences of refusals. */
export type WriteMoney = (cents: Cents) => string

export type PaymentPlan<I extends PayableInvoice> = {
  allocations: { invoice: I; amountCents: Cents }[]
  /** What no invoice takes: it becomes client credit. */
  creditedCents: Cents
}

/**
 * Which invoice gets how much of a payment. Each must be an open invoice of the client and takes at most its balance;
 * together they take at most the amount.
 */
export function planPayment<I extends PayableInvoice>(
  payment: {
    clientId: string
    receivedOn: PlainDate
    amountCents: Cents
    allocations: readonly { invoiceId: string; amountCents: Cents }[]
  },
  invoices: ReadonlyMap<string, I>,
  write: WriteMoney,
): PaymentPlan<I> {
  const seen = new Set<string>()
  const allocations = payment.allocations.map(({ invoiceId, amountCents }, at) => {
    const path = `allocations.${at}`
    if (seen.has(invoiceId)) throw refuseField(`${path}.invoiceId`, 'This invoice is in the list twice.')
    seen.add(invoiceId)
    const invoice = invoices.get(invoiceId)
    if (!invoice) throw new Refusal('not_found')
    checkPayable(invoice, payment.clientId, `${path}.invoiceId`)
    checkBalance(invoice, amountCents, `${path}.amountCents`, write)
    checkDay(invoice, payment.receivedOn, 'receivedOn')
    return { invoice, amountCents }
  })
  const creditedCents = unallocatedCents(payment.amountCents, payment.allocations)
  if (creditedCents < 0) {
    const allocated = sumCents(payment.allocations.map((one) => one.amountCents))
    throw refuseAt('allocations_exceed_payment', 'amountCents', {
      allocated: write(allocated),
      amount: write(payment.amountCents),
    })
  }
  return { allocations, creditedCents }
}

/** Money can be on its way, but for cash; its fee and its receipt wait until it is there. */
export function checkOnItsWay(payment: { method: string; feeCents: Cents; receiptTo: string | null }): void {
  if (payment.method === 'cash') {
    throw refuseField('pending', 'Cash is there at once. Record it when you have it.')
  }
  if (payment.feeCents > 0) {
    throw refuseField('feeCents', 'What Stripe keeps is known when the money arrives. Leave the fee empty until then.')
  }
  if (payment.receiptTo !== null) {
    throw refuseField('receiptTo', 'A receipt goes out when the money has arrived.')
  }
}

/** What money pays that arrived, when nobody says otherwise: what it was meant for, as far as that is owed on the day. */
export function stillOwed(
  meant: readonly AllocationOf[],
  invoices: ReadonlyMap<string, PayableInvoice>,
  receivedOn: PlainDate,
): AllocationOf[] {
  return meant.flatMap(({ invoiceId, amountCents }) => {
    const invoice = invoices.get(invoiceId)
    if (!invoice || invoice.issuedOn > receivedOn || invoice.balanceDueCents === 0) return []
    return [{ invoiceId, amountCents: Math.min(amountCents, invoice.balanceDueCents) }]
  })
}

/** Only Stripe keeps a part of a payment for itself, and never all of it. */
export function checkFee(
  { method, amountCents, feeCents }: { method: string; amountCents: Cents; feeCents: Cents },
  write: WriteMoney,
): void {
  if (feeCents === 0) return
  if (method !== 'stripe') {
    throw refuseField('feeCents', 'Only Stripe keeps a processing fee. Choose Stripe as the method, or empty the fee.')
  }
  if (feeCents >= amountCents) {
    throw refuseField('feeCents', `The fee must be less than the payment of ${write(amountCents)}.`)
  }
}

/** Credit pays an invoice: at most what the client has, and at most what the invoice still owes. */
export function checkCreditApplication(
  application: { amountCents: Cents; appliedOn: PlainDate },
  client: { id: string; creditCents: Cents },
  invoice: PayableInvoice,
  write: WriteMoney,
): void {
  checkPayable(invoice, client.id, 'invoiceId')
  checkBalance(invoice, application.amountCents, 'amountCents', write)
  checkDay(invoice, application.appliedOn, 'appliedOn')
  if (application.amountCents > client.creditCents) {
    const message = `The client has ${write(client.creditCents)} of credit. Use at most that.`
    throw refuseAt('credit_exceeded', 'amountCents', {}, message)
  }
}

function checkPayable(invoice: PayableInvoice, clientId: string, path: string): void {
  if (invoice.clientId !== clientId) {
    throw refuseAt('invoice_of_other_client', path, { number: invoice.number ?? 'without a number' })
  }
  if (invoice.state === 'draft' || invoice.state === 'void') {
    throw refuseAt('invoice_not_payable', path, { state: invoice.state })
  }
}

function checkBalance(invoice: PayableInvoice, amountCents: Cents, path: string, write: WriteMoney): void {
  if (amountCents <= invoice.balanceDueCents) return
  throw refuseAt('allocation_exceeds_balance', path, {
    number: invoice.number,
    balance: write(invoice.balanceDueCents),
    balanceDueCents: invoice.balanceDueCents,
  })
}

/** Until its own date an invoice owes nothing. A deposit that came before is credit of the client until then. */
function checkDay({ number, issuedOn }: PayableInvoice, day: PlainDate, path: string): void {
  if (day >= issuedOn) return
  const message = `Invoice ${number} is dated ${issuedOn}. Leave money that came before as client credit, and apply it on that day or later.`
  throw refuseAt('settled_before_issued', path, {}, message)
}

/** A refusal that also stands beside the field that caused it, in the same words or in its own. */
export function refuseAt(
  code: ConstructorParameters<typeof Refusal>[0],
  path: string,
  details: ConstructorParameters<typeof Refusal>[1],
  own?: string,
): Refusal {
  const message = own ?? new Refusal(code, details).message
  return new Refusal(code, details, { errors: [{ path, message }] })
}
