import { call } from '#ui/api.ts'
import type { PaletteHit, PaletteQuestion } from '#ui/module.ts'
import { listClients } from '../contract.ts'

/** Clients by name or e-mail address, for the command palette. */
export async function findClients({ companyId, text, signal, may }: PaletteQuestion): Promise<PaletteHit[]> {
  if (!may('clients:read')) return []
  const { items } = await call(listClients, { q: text, state: 'all', limit: 5 }, { companyId, signal })
  return items.map((client) => ({
    id: client.id,
    group: 'Clients',
    label: client.displayName,
    description: client.email ?? '',
    to: `/clients/${client.id}`,
  }))
}
