import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { createCreditNote } from '#modules/credit-notes/server/create-credit-note.ts'
import { postCreditNote } from '#modules/credit-notes/server/post-credit-note.ts'
import { reverseWriteOff } from '#modules/credit-notes/server/reverse-write-off.ts'
import { writeOffInvoice } from '#modules/credit-notes/server/write-off-invoice.ts'
import { createInvoiceLink, listInvoices, readInvoice, readInvoicePdf } from '#modules/documents/contract.ts'
import { applyCredit, recordPayment, refundPayment } from '#modules/payments/server/index.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''
beforeAll(async () => {
  clientId = await work.client()
})

const pay = (invoiceId: string, amountCents: number) =>
  house.as.mia.execute(recordPayment, {
    ...{ clientId, method: 'check', amountCents, allocations: [{ invoiceId, amountCents }] },
  })
async function credit(invoiceId: string, subtotalCents: number) {
  const { id } = await house.as.ben.execute(createCreditNote, { invoiceId, subtotalCents })
  await house.as.ben.execute(postCreditNote, { creditNoteId: id })
}
const writeOff = (invoiceId: string) => house.as.ben.execute(writeOffInvoice, { invoiceId, reason: 'Bankrupt' })

/** How it stands for the house, in the list, and for the client on the page of its link; all three must agree. */
async function standing(invoiceId: string): Promise<string> {
  const { displayState } = (await house.as.mia.http.call(readInvoice, { invoiceId })).json()
  const { items } = (await house.as.mia.http.call(listInvoices, { limit: 200 })).json()
  expect(items.find((one: { id: string }) => one.id === invoiceId).displayState).toBe(displayState)
  const { url } = (await house.as.mia.http.call(createInvoiceLink, { invoiceId })).json()
  const page = (await (await house.app()).inject({ url: new URL(url).pathname })).body
  const word = /class="state [^"]*">([^<]+)</.exec(page)?.[1]
  return `${displayState}: ${word}`
}

test('an invoice that nobody paid is never called paid: what closed it gives it its name', async () => {
  const credited = await money.invoice(clientId, 10_000)
  await credit(credited.id, 10_000)
  expect(await standing(credited.id)).toBe('credited: Credited')
  expect(await money.standing(credited.id)).toBe('paid 0')

  const lost = await money.invoice(clientId, 10_000)
  await pay(lost.id, 4_000)
  const { id: writeOffId } = await writeOff(lost.id)
  expect(await standing(lost.id)).toBe('written_off: Written off')
  await house.as.ben.execute(reverseWriteOff, { writeOffId })
  expect(await standing(lost.id)).toMatch('Over')

  const paid = await money.invoice(clientId, 10_000)
  await credit(paid.id, 4_000)
  const payment = await pay(paid.id, 6_000)
  expect(await standing(paid.id)).toBe('paid: Paid')
  await house.as.ben.execute(refundPayment, { paymentId: payment.id, amountCents: 6_000 })
  await credit(paid.id, 6_000)
  expect(await standing(paid.id)).toBe('credited: Credited')

  const corrected = await money.invoice(clientId, 10_000)
  await pay(corrected.id, 4_000)
  await credit(corrected.id, 10_000)
  expect(await standing(corrected.id)).toBe('credited: Credited')
  expect(await money.credit(clientId)).toBe(4_000)

  await house.as.mia.execute(recordPayment, { clientId, method: 'check', amountCents: 6_000 })
  const settled = await money.invoice(clientId, 10_000)
  await house.as.mia.execute(applyCredit, { clientId, invoiceId: settled.id, amountCents: 10_000 })
  expect(await standing(settled.id)).toBe('settled_by_credit: Settled by credit')
})

/** The words and amounts that stand after the total, on the paper and on the client's page. */
async function settlement(invoiceId: string): Promise<{ paper: string; page: string }> {
  const { rawPayload } = await house.as.mia.http.call(readInvoicePdf, { invoiceId })
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(rawPayload)), { mergePages: true })
  const { url } = (await house.as.mia.http.call(createInvoiceLink, { invoiceId })).json()
  const { body } = await (await house.app()).inject({ url: new URL(url).pathname })
  const page = [...body.matchAll(/<dt>([^<]+)<\/dt><dd>([^<]+)<\/dd>/g)].map(([, name, cents]) => `${name} ${cents}`)
  return { paper: text.replaceAll('−', '-').replace(/\s+/g, ' '), page: page.join(', ').replaceAll('−', '-') }
}

test('paper and page name each part that was settled, and stamp only what was paid as paid', async () => {
  const partly = await money.invoice(clientId, 45_000)
  await credit(partly.id, 4_500)
  await pay(partly.id, 40_500)
  const seen = await settlement(partly.id)
  expect(seen.paper).toMatch(/PAID/i)
  expect(seen.paper).toContain('Paid -$405.00')
  expect(seen.paper).toContain('Credited -$45.00')
  expect(seen.page).toContain('Total $450.00, Paid -$405.00, Credited -$45.00, Amount due $0.00')

  const lost = await money.invoice(clientId, 10_000)
  await pay(lost.id, 4_000)
  await writeOff(lost.id)
  const gone = await settlement(lost.id)
  expect(gone.paper).toContain('Written off -$60.00')
  expect(gone.page).toContain('Total $100.00, Paid -$40.00, Written off -$60.00, Amount due $0.00')

  const credited = await money.invoice(clientId, 10_000)
  await credit(credited.id, 10_000)
  const taken = await settlement(credited.id)
  expect(taken.paper).toMatch(/credited/i)
  expect(`${taken.paper} ${taken.page}`).not.toMatch(/\bpaid\b/i)
})
