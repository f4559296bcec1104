import { call } from '#ui/api.ts'
import type { PaletteHit, PaletteQuestion } from '#ui/module.ts'
import { listBills, listVendors } from '../contract.ts'
import { billName } from './words.ts'

/** Vendors by name, bills by number or vendor, for the command palette. */
export async function findPayables({ companyId, text, signal, may }: PaletteQuestion): Promise<PaletteHit[]> {
  if (!may('payables:read', 'payables')) return []
  const [vendors, bills] = await Promise.all([
    call(listVendors, { q: text, state: 'all', limit: 3 }, { companyId, signal }),
    call(listBills, { q: text, limit: 5 }, { companyId, signal }),
  ])
  return [
    ...vendors.items.map((vendor) => ({
      id: vendor.id,
      group: 'Vendors',
      label: vendor.name,
      description: vendor.email ?? '',
      to: `/vendors/${vendor.id}`,
    })),
    ...bills.items.map((bill) => ({
      id: bill.id,
      group: 'Bills',
      label: billName(bill),
      description: bill.vendorName,
      to: `/bills/${bill.id}`,
    })),
  ]
}
