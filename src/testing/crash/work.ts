import type { Endpoint } from '#kernel/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import { createClient } from '#modules/clients/contract.ts'
import { createCreditNote, postCreditNote, writeOffInvoice } from '#modules/credit-notes/contract.ts'
import { createInvoice, sendInvoice, voidInvoice } from '#modules/documents/contract.ts'
import { approveExpenses, createExpense, submitExpenses } from '#modules/expenses/contract.ts'
import { createBill, createVendor, payBill, postBill } from '#modules/payables/contract.ts'
import { applyCredit, recordPayment, refundPayment } from '#modules/payments/contract.ts'

/**
 * One thing a caller wants once. It keeps its key until it knows the answer. What it posts is known before it is asked,
 * since callers choose ids: `invoice 0190…`, as the journal names its sources.
 */
export type Act = { endpoint: Endpoint; input: { [name: string]: unknown }; key: string; posts?: string }

/** Where everybody works: ids that the books have from the start. */
export type Place = { categoryId: string; expenseAccountId: string }

const act = (endpoint: Endpoint, input: object, posts?: string): Act => ({
  ...{ endpoint, input: { ...input }, key: newId() },
  ...(posts === undefined ? {} : { posts }),
})

/** Creates something under an id of the caller's. */
const made = (endpoint: Endpoint, input: object, source?: string): Act & { id: string } => {
  const id = newId()
  return { ...act(endpoint, { id, ...input }, source && `${source} ${id}`), id }
}

/** What one caller does, act by act, without end: some of every kind of document that moves money. */
export function* work({ categoryId, expenseAccountId }: Place): Generator<Act, never> {
  const client = made(createClient, { organizationName: 'Birch' })
  yield client
  const vendor = made(createVendor, { name: 'Birch Supplies' })
  yield vendor
  const clientId = client.id
  const invoice = function* (unitPriceCents: number) {
    const drafted = made(createInvoice, { clientId, lines: [{ name: 'Design', unitPriceCents }] })
    yield drafted
    yield act(sendInvoice, { invoiceId: drafted.id, email: null }, `invoice ${drafted.id}`)
    return drafted.id
  }
  const large = yield* invoice(50_000_000)
  const pay = (cents: number, more = 0) =>
    made(
      recordPayment,
      {
        ...{ clientId, method: 'ach', amountCents: cents + more },
        allocations: [{ invoiceId: large, amountCents: cents }],
      },
      'payment',
    )
  for (let round = 1; ; round += 1) {
    const payment = pay(1_000 + round, 300)
    yield payment
    yield made(refundPayment, { paymentId: payment.id, amountCents: 150 }, 'payment_refund')
    yield made(applyCredit, { clientId, invoiceId: large, amountCents: 100 }, 'credit_application')
    yield pay(2_000 + round)
    const note = made(createCreditNote, { invoiceId: large, subtotalCents: 500 })
    yield note
    yield act(postCreditNote, { creditNoteId: note.id }, `credit_note ${note.id}`)
    yield made(writeOffInvoice, { invoiceId: large, amountCents: 70, reason: 'Lost' }, 'invoice_write_off')
    const small = yield* invoice(700)
    if (round % 2 === 0) yield act(voidInvoice, { invoiceId: small }, `invoice_void ${small}`)
    yield* bill(vendor.id, expenseAccountId)
    yield* expense(categoryId)
  }
}

function* bill(vendorId: string, accountId: string): Generator<Act> {
  const drafted = made(createBill, { vendorId, lines: [{ accountId, unitPriceCents: 900 }] })
  yield drafted
  yield act(postBill, { billId: drafted.id }, `bill ${drafted.id}`)
  yield made(payBill, { billId: drafted.id, amountCents: 400 }, 'bill_payment')
}

function* expense(categoryId: string): Generator<Act> {
  const spent = made(createExpense, { merchantName: 'Corner Shop', categoryId, amountCents: 300 })
  yield spent
  yield act(submitExpenses, { ids: [spent.id] })
  yield act(approveExpenses, { ids: [spent.id] }, `expense ${spent.id}`)
}
