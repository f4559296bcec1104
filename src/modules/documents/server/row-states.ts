import type { PlainDate } from '#kernel/calendar.ts'
import { type DisplayState, displayState } from '../domain/invoice.ts'
import { type QuoteDisplayState, type QuoteType, quoteDisplayState, quoteTypes } from '../domain/quote.ts'
import type { DocumentRow, InvoiceRow, QuoteRow } from './store.ts'

export const isQuoteType = (type: DocumentRow['documentType']): type is QuoteType =>
  (quoteTypes as readonly string[]).includes(type)

/** A row of any type is one of an invoice, or of an estimate or proposal; the database holds each to its own states. */
export const isQuote = (row: DocumentRow): row is QuoteRow => isQuoteType(row.documentType)

/** The state as people are shown it, of a document of any type. */
export function displayStateOf(row: DocumentRow, today: PlainDate): DisplayState | QuoteDisplayState {
  return isQuote(row)
    ? quoteDisplayState(row, today)
    : displayState({ ...(row as InvoiceRow), dueDate: row.dueOn }, today)
}
