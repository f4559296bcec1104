import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { quotes, updateInvoice } from '../contract.ts'
import type { QuoteType } from '../domain/quote.ts'
import type { EditedDocument } from './editor-values.ts'

/** What is written on paper in the editor. */
export type Kind = 'invoice' | QuoteType

type Words = {
  /** In the middle of a sentence. */
  one: string
  title: string
  many: string
  path: `/${string}`
}

export const kinds: Record<Kind, Words> = {
  invoice: { one: 'invoice', title: 'Invoice', many: 'Invoices', path: '/invoices' },
  estimate: { one: 'estimate', title: 'Estimate', many: 'Estimates', path: '/estimates' },
  proposal: { one: 'proposal', title: 'Proposal', many: 'Proposals', path: '/proposals' },
}

type Saving = Endpoint<z.ZodObject, z.ZodType<EditedDocument>>

/** The endpoint that saves a draft of a kind, and how it names the draft. */
export function savingOf(kind: Kind): { endpoint: Saving; id: 'invoiceId' | 'documentId' } {
  // Their inputs differ in the names of what only one of them has; `changeOf` makes the one that fits.
  return kind === 'invoice'
    ? { endpoint: updateInvoice as unknown as Saving, id: 'invoiceId' }
    : { endpoint: quotes[kind].update as unknown as Saving, id: 'documentId' }
}
