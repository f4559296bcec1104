import { call } from '#ui/api.ts'
import type { PaletteHit, PaletteQuestion } from '#ui/module.ts'
import { listInvoices } from '../contract.ts'
import { invoiceTitle } from './words.ts'

/** Invoices by number or client, for the command palette. */
export async function findInvoices({ companyId, text, signal, may }: PaletteQuestion): Promise<PaletteHit[]> {
  if (!may('documents:read')) return []
  const { items } = await call(listInvoices, { q: text, limit: 5 }, { companyId, signal })
  return items.map((invoice) => ({
    id: invoice.id,
    group: 'Invoices',
    label: invoiceTitle(invoice),
    description: invoice.clientName,
    to: `/invoices/${invoice.id}`,
  }))
}
