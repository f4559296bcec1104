import { call } from '#ui/api.ts'
import type { PaletteHit, PaletteQuestion } from '#ui/module.ts'
import { listPayments } from '../contract.ts'

/** Payments by client or reference, for the command palette. */
export async function findPayments({ companyId, text, signal, may }: PaletteQuestion): Promise<PaletteHit[]> {
  if (!may('payments:read')) return []
  const { items } = await call(listPayments, { q: text, limit: 5 }, { companyId, signal })
  return items.map((payment) => ({
    id: payment.id,
    group: 'Payments',
    label: `${payment.clientName}, ${payment.receivedOn}`,
    description: payment.reference ?? '',
    to: `/payments/${payment.id}`,
  }))
}
