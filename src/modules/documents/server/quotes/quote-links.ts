import { Refusal } from '#kernel/refusal.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import { quotes } from '../../contract.ts'
import { isOut } from '../../domain/invoice.ts'
import type { QuoteType } from '../../domain/quote.ts'
import { makeLink, revokeLinks } from '../public-link.ts'
import { loadDocument } from '../store.ts'
import { commandName } from './names.ts'

/** A link to hand to the client in another way than by our e-mail. Each call makes a new one. */
export const createQuoteLink = (type: QuoteType) =>
  command({
    name: commandName('create', type, 'Link'),
    needs: 'documents:send',
    secretAnswer: true,
    input: quotes[type].createLink.input,
    async run(scope, { documentId }) {
      const { state } = await loadDocument(scope, type, documentId)
      if (!isOut(state)) throw new Refusal('quote_not_sent', { state })
      const link = await makeLink(scope, documentId)
      audit(scope, { subjectType: type, subjectId: documentId, after: { linkUntil: link.expiresAt } })
      signal(scope, 'quotes', documentId)
      return link
    },
  })

export const revokeQuoteLinks = (type: QuoteType) =>
  command({
    name: commandName('revoke', type, 'Links'),
    needs: 'documents:send',
    input: quotes[type].revokeLinks.input,
    async run(scope, { documentId }) {
      await loadDocument(scope, type, documentId)
      const revoked = await revokeLinks(scope, documentId)
      audit(scope, { subjectType: type, subjectId: documentId, after: { linksRevoked: revoked } })
      signal(scope, 'quotes', documentId)
      return { revoked }
    },
  })
