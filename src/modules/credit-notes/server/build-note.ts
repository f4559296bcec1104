import { newId } from '#kernel/ids.ts'
import { refuseField } from '#kernel/refusal.ts'
import { crediting, type LockedInvoice } from '#modules/documents/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { CreditNoteLineInput } from '../contract.ts'
import { creditOf } from '../domain/credit-note.ts'
import { loadCredited, loadRestLines } from './credited.ts'
import type { DraftFields, LineRow } from './store.ts'

/** What a person says that a note credits: lines, or amounts, or neither. */
export type NoteForm = {
  lines?: readonly CreditNoteLineInput[] | undefined
  subtotalCents?: number | undefined
  taxCents?: number | undefined
}

export type BuiltNote = { sums: Pick<DraftFields, 'subtotalCents' | 'taxCents' | 'totalCents'>; lines: LineRow[] }

/**
 * The lines of a note and their sums. Amounts become one line, nothing becomes all that is left of the invoice. Refuses
 * lines and amounts together, lines that are not the invoice's, and what sums to less than zero.
 */
export async function buildNote(scope: Scope, invoice: LockedInvoice, form: NoteForm): Promise<BuiltNote> {
  const amounts = form.subtotalCents !== undefined || form.taxCents !== undefined
  if (amounts && form.lines) throw refuseField('subtotalCents', 'Send either lines or amounts, not both.')
  const said = form.lines ?? (amounts ? [amountLine(invoice, form)] : await allOf(scope, invoice))
  if (form.lines) await checkLines(scope, invoice.id, form.lines)
  const { subtotalCents, taxCents } = creditOf(said)
  return {
    sums: { subtotalCents, taxCents, totalCents: subtotalCents + taxCents },
    lines: said.map((line, at) => ({
      id: newId(),
      position: at + 1,
      documentLineId: line.invoiceLineId,
      name: line.name,
      description: line.description,
      subtotalCents: line.subtotalCents,
      taxCents: line.taxCents,
      totalCents: line.subtotalCents + line.taxCents,
    })),
  }
}

function amountLine(invoice: LockedInvoice, { subtotalCents = 0, taxCents = 0 }: NoteForm) {
  return {
    invoiceLineId: null,
    name: `Credit on invoice ${invoice.number}`,
    description: null,
    subtotalCents,
    taxCents,
  }
}

async function allOf(scope: Scope, invoice: LockedInvoice) {
  return loadRestLines(scope, invoice, await loadCredited(scope, invoice.id))
}

async function checkLines(scope: Scope, invoiceId: string, lines: readonly CreditNoteLineInput[]): Promise<void> {
  if (lines.every((line) => line.invoiceLineId === null)) return
  const own = new Set((await crediting.loadInvoiceLines(scope, invoiceId)).map((line) => line.id))
  const at = lines.findIndex((line) => line.invoiceLineId !== null && !own.has(line.invoiceLineId))
  if (at >= 0) throw refuseField(`lines.${at}.invoiceLineId`, 'There is no such line on this invoice.')
}
