import { present } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import type { QuoteDocument } from '../../contract.ts'
import { depositRequested } from '../../domain/deposit.ts'
import { quoteDisplayState } from '../../domain/quote.ts'
import { isQuoteType } from '../row-states.ts'
import type { LineRow, QuoteRow } from '../store.ts'
import { depositOf, discountOf } from '../to-invoice.ts'

/** A row and its lines as the contract shows them; `today` is the company's. */
export function toQuote(row: QuoteRow, lines: readonly LineRow[], today: PlainDate): QuoteDocument {
  const { documentType } = row
  if (!isQuoteType(documentType)) throw new TypeError('an invoice is no quote')
  return {
    id: row.id,
    documentType,
    number: row.number,
    state: row.state,
    displayState: quoteDisplayState(row, today),
    clientId: row.clientId,
    projectId: row.projectId,
    templateId: row.templateId,
    issuedOn: row.issuedOn,
    validUntil: present(row.validUntil, 'a quote holds until a day'),
    header: row.header,
    footer: row.footer,
    notes: row.notes,
    terms: row.terms,
    internalNote: row.internalNote,
    cover: row.cover,
    sections: row.sections,
    discount: discountOf(row),
    deposit: depositOf(row),
    subtotalCents: row.subtotalCents,
    discountCents: row.discountCents,
    taxCents: row.taxCents,
    totalCents: row.totalCents,
    depositCents: depositRequested(depositOf(row), row.totalCents),
    lines: lines.map(({ position: _position, ...line }) => line),
    sentAt: row.sentAt,
    voidedAt: row.voidedAt,
    decidedAt: row.acceptedAt ?? row.declinedAt,
    decidedByName: row.decidedByName,
    decidedAddress: row.decidedAddress,
    declineReason: row.declineReason,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    revision: row.revision,
  }
}
