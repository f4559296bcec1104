import { call } from '#ui/api.ts'
import type { PaletteHit, PaletteQuestion } from '#ui/module.ts'
import { listInvoices, quotes } from '../contract.ts'
import { type QuoteType, quoteTypes } from '../domain/quote.ts'
import { kinds } from './kinds.ts'
import { invoiceTitle } from './words.ts'

/** Documents by number or client, for the command palette. */
export async function findDocuments(asked: PaletteQuestion): Promise<PaletteHit[]> {
  if (!asked.may('documents:read')) return []
  const found = await Promise.all([findInvoices(asked), ...quoteTypes.map((type) => findQuotes(type, asked))])
  return found.flat()
}

async function findQuotes(type: QuoteType, { companyId, text, signal }: PaletteQuestion): Promise<PaletteHit[]> {
  const { items } = await call(quotes[type].list, { q: text, limit: 3 }, { companyId, signal })
  const { title, one, many, path } = kinds[type]
  return items.map((quote) => ({
    id: quote.id,
    group: many,
    label: quote.number === null ? `Draft ${one}` : `${title} ${quote.number}`,
    description: quote.clientName,
    to: `${path}/${quote.id}`,
  }))
}

async function findInvoices({ companyId, text, signal }: PaletteQuestion): Promise<PaletteHit[]> {
  const { items } = await call(listInvoices, { q: text, limit: 5 }, { companyId, signal })
  return items.map((invoice) => ({
    id: invoice.id,
    group: 'Invoices',
    label: invoiceTitle(invoice),
    description: invoice.clientName,
    to: `/invoices/${invoice.id}`,
  }))
}
