import { type Route, route } from '#platform/operation.ts'
import { quotes } from '../../contract.ts'
import { type QuoteType, quoteTypes } from '../../domain/quote.ts'
import { listQuotes, readQuote, readQuotePdf } from '../quote-queries.ts'
import { acceptQuote, declineQuote } from './answer-quote.ts'
import { convertQuote } from './convert-quote.ts'
import { createQuote, duplicateQuote } from './create-quote.ts'
import { createQuoteLink, revokeQuoteLinks } from './quote-links.ts'
import { emailQuote, sendQuote } from './send-quote.ts'
import { deleteQuote, updateQuote, updateQuoteNote } from './update-quote.ts'
import { voidQuote } from './void-quote.ts'

function routesOf(type: QuoteType): Route[] {
  const of = quotes[type]
  return [
    route(of.list, listQuotes(type)),
    route(of.create, createQuote(type)),
    route(of.read, readQuote(type)),
    route(of.update, updateQuote(type)),
    route(of.updateNote, updateQuoteNote(type)),
    route(of.remove, deleteQuote(type)),
    route(of.duplicate, duplicateQuote(type)),
    route(of.send, sendQuote(type)),
    route(of.email, emailQuote(type)),
    route(of.accept, acceptQuote(type)),
    route(of.decline, declineQuote(type)),
    route(of.convert, convertQuote(type)),
    route(of.void, voidQuote(type)),
    route(of.createLink, createQuoteLink(type)),
    route(of.revokeLinks, revokeQuoteLinks(type)),
    route(of.pdf, readQuotePdf(type)),
  ]
}

/** Estimates, then proposals: the same operations. */
export const quoteRoutes: Route[] = quoteTypes.flatMap(routesOf)
