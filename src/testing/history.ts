import { newId } from '#kernel/ids.ts'
import { createInvoice, sendInvoice, voidInvoice } from '#modules/documents/server/index.ts'
import { applyCredit, recordPayment, reversePayment } from '#modules/payments/server/index.ts'
import { companies } from './cast.ts'
import type { TestHouse } from './house.ts'

/** Maple Studio's two clients, their invoices in the order of sending, and the payment that overpaid. */
export type History = { birch: string; alder: string; invoices: string[]; paymentId: string }

/**
 * Two clients over two fiscal years, by commands: a taxed invoice paid in two parts with $100.00 too much, the rest
 * applied to the next, a payment that bounced, a void. On 2026-04-30 Birch owes $400.00 and Alder $200.00.
 */
export async function makeHistory(house: TestHouse): Promise<History> {
  const { ada } = house.as
  const [birch, alder] = [newId(), newId()]
  await addClient(house, birch, 'Birch [2024-01-01], date:2020')
  await addClient(house, alder, '=Alder "&" Sons')
  const bill = async (clientId: string, issuedOn: string, dueOn: string, unitPriceCents: number, taxCents = 0) => {
    const lines = [{ name: 'Work', unitPriceCents, taxCents, taxable: taxCents > 0 }]
    const { id } = await ada.execute(createInvoice, { clientId, issuedOn, dueOn, lines })
    await ada.execute(sendInvoice, { invoiceId: id, email: null })
    return id
  }
  const pay = async (
    clientId: string,
    receivedOn: string,
    amountCents: number,
    invoiceId: string,
    toInvoice: number,
  ) => {
    const allocations = [{ invoiceId, amountCents: toInvoice }]
    const check = { method: 'check', reference: '1042' }
    return (await ada.execute(recordPayment, { clientId, receivedOn, ...check, amountCents, allocations })).id
  }
  const first = await bill(birch, '2025-11-10', '2025-12-10', 100_000, 8_250)
  const second = await bill(birch, '2026-02-14', '2026-03-16', 50_000)
  const third = await bill(alder, '2026-03-01', '2026-03-31', 20_000)
  const voided = await bill(alder, '2026-03-05', '2026-04-04', 7_000)
  await pay(birch, '2026-01-15', 60_000, first, 60_000)
  const paymentId = await pay(birch, '2026-03-20', 58_250, first, 48_250)
  const appliedOn = '2026-03-25'
  await ada.execute(applyCredit, { clientId: birch, invoiceId: second, amountCents: 10_000, appliedOn })
  const bounced = await pay(alder, '2026-04-02', 5_000, third, 5_000)
  await ada.execute(reversePayment, { paymentId: bounced, reversedOn: '2026-04-20' })
  await ada.execute(voidInvoice, { invoiceId: voided, voidedOn: '2026-04-10' })
  return { birch, alder, invoices: [first, second, third, voided], paymentId }
}

async function addClient(house: TestHouse, id: string, name: string): Promise<void> {
  const insert = 'INSERT INTO clients (company_id, id, organization_name) VALUES ($1, $2, $3)'
  await house.sql('owner', insert, [companies.maple.id, id, name])
}
