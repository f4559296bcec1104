import type { z } from 'zod'
import {
  createInvoiceFromTime,
  deleteInvoice,
  explainInvoice,
  type InvoiceDocument,
} from '#modules/documents/contract.ts'
import type { TestHouse } from './house.ts'

/** Drafts an invoice over all unbilled time of a client, dated 2026-03-02, as a person does. */
export async function draftFromTime(house: TestHouse, clientId: string): Promise<InvoiceDocument> {
  const answer = await house.as.mia.http.call(createInvoiceFromTime, { clientId, issuedOn: '2026-03-02' })
  return answer.json()
}

/** Deletes a draft; its time is free again. */
export async function deleteDraft(house: TestHouse, invoiceId: string): Promise<void> {
  const answer = await house.as.mia.http.call(deleteInvoice, { invoiceId })
  if (answer.statusCode !== 200) throw new Error(answer.body)
}

/** Where the balance of an invoice comes from. */
export async function explain(house: TestHouse, invoiceId: string): Promise<z.output<typeof explainInvoice.answer>> {
  return (await house.as.mia.http.call(explainInvoice, { invoiceId })).json()
}
