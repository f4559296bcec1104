import { companyToday } from '#modules/companies/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { announce, audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { type QuoteDocument, quotes } from '../../contract.ts'
import { assertAnswerable, type QuoteType } from '../../domain/quote.ts'
import { loadDocumentForUpdate, loadLines, type QuoteRow, saveMoved } from '../store.ts'
import { audited } from '../to-invoice.ts'
import { commandName } from './names.ts'
import { toQuote } from './to-quote.ts'

export type Answer = { state: 'accepted' | 'declined'; name: string; reason: string | null }

/** Writes the answer down, once, with its evidence: who, when, and from which address. */
export async function answer(
  scope: Scope,
  type: QuoteType,
  documentId: string,
  { state, name, reason }: Answer,
): Promise<QuoteDocument> {
  const row = await loadDocumentForUpdate(scope, type, documentId)
  const lines = await loadLines(scope, documentId)
  const today = await companyToday(scope)
  checkRevision(scope, toQuote(row, lines, today))
  assertAnswerable(row, today, scope.actor.kind === 'bearer' ? 'client' : 'member')
  const saved = await saveMoved<QuoteRow>(scope, 'answered', documentId, {
    state,
    acceptedAt: state === 'accepted' ? scope.now : null,
    declinedAt: state === 'declined' ? scope.now : null,
    decidedByName: name,
    decidedAddress: scope.origin.ipAddress ?? null,
    declineReason: reason,
  })
  announce(scope, `${type}_${state}`, {
    documentId,
    number: saved.number,
    clientId: saved.clientId,
    totalCents: saved.totalCents,
  })
  const after = { ...audited(saved), decidedByName: name, declineReason: reason }
  audit(scope, { subjectType: type, subjectId: documentId, before: audited(row), after })
  signal(scope, 'quotes', documentId)
  return toQuote(saved, lines, today)
}

/** The client agreed, in another way than by the link. */
export const acceptQuote = (type: QuoteType) =>
  command({
    name: commandName('accept', type),
    needs: 'documents:send',
    money: true,
    input: quotes[type].accept.input,
    run: (scope, { documentId, name }) => answer(scope, type, documentId, { state: 'accepted', name, reason: null }),
  })

export const declineQuote = (type: QuoteType) =>
  command({
    name: commandName('decline', type),
    needs: 'documents:send',
    money: true,
    input: quotes[type].decline.input,
    run: (scope, { documentId, name, reason }) => answer(scope, type, documentId, { state: 'declined', name, reason }),
  })
