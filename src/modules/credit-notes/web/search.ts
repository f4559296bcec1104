import { call } from '#ui/api.ts'
import type { PaletteHit, PaletteQuestion } from '#ui/module.ts'
import { listCreditNotes } from '../contract.ts'
import { noteTitle } from './words.ts'

/** Credit notes by number or client, for the command palette. */
export async function findCreditNotes({ companyId, text, signal, may }: PaletteQuestion): Promise<PaletteHit[]> {
  if (!may('documents:read')) return []
  const { items } = await call(listCreditNotes, { q: text, limit: 5 }, { companyId, signal })
  return items.map((note) => ({
    id: note.id,
    group: 'Credit notes',
    label: noteTitle(note),
    description: `${note.clientName}, invoice ${note.invoiceNumber}`,
    to: `/credit-notes/${note.id}`,
  }))
}
