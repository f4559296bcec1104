import type { CreditNote, CreditNoteState } from '../contract.ts'
import type { CreditNoteRow, LineRow, ReversalRow } from './store.ts'

type Parts = {
  note: CreditNoteRow
  lines: readonly LineRow[]
  invoiceNumber: string
  clientName: string
  reversal?: ReversalRow | undefined
}

/** Rows as the contract shows a note. */
export function toCreditNote({ note, lines, invoiceNumber, clientName, reversal }: Parts): CreditNote {
  return {
    id: note.id,
    number: note.number,
    state: stateOf(note, reversal !== undefined),
    invoiceId: note.documentId,
    invoiceNumber,
    clientId: note.clientId,
    clientName,
    issuedOn: note.issuedOn,
    reason: note.reason,
    subtotalCents: note.subtotalCents,
    taxCents: note.taxCents,
    totalCents: note.totalCents,
    arAppliedCents: note.arAppliedCents,
    creditedCents: note.creditedCents,
    lines: lines.map(({ position: _at, documentLineId, ...line }) => ({ ...line, invoiceLineId: documentLineId })),
    reversal: reversal ? shownReversal(reversal) : null,
    postedAt: note.postedAt,
    createdAt: note.createdAt,
    revision: note.revision,
  }
}

export function stateOf(note: Pick<CreditNoteRow, 'state'>, reversed: boolean): CreditNoteState {
  return reversed ? 'reversed' : note.state
}

export function shownReversal(of: Pick<ReversalRow, 'id' | 'reversedOn' | 'reason' | 'createdAt'>) {
  return { id: of.id, reversedOn: of.reversedOn, reason: of.reason, createdAt: of.createdAt }
}

/** What the audit log keeps of a note. */
export function audited(note: CreditNoteRow): object {
  const { state, number, documentId, issuedOn, subtotalCents, taxCents, totalCents, arAppliedCents, creditedCents } =
    note
  return {
    state,
    number,
    invoiceId: documentId,
    issuedOn,
    subtotalCents,
    taxCents,
    totalCents,
    arAppliedCents,
    creditedCents,
  }
}
