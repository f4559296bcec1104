import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import { quotes } from '../../contract.ts'
import type { QuoteType } from '../../domain/quote.ts'
import { buildDraft, type DraftForm } from '../build-draft.ts'
import { checkProject } from '../start-invoice.ts'
import { type LineRow, loadDocumentForUpdate, loadLines, type QuoteRow, saveDraft, saveMoved } from '../store.ts'
import { takeTemplate } from '../template-texts.ts'
import { audited, depositOf, discountOf, keptAccounts, lineInput } from '../to-invoice.ts'
import { commandName } from './names.ts'
import { toQuote } from './to-quote.ts'

/** Saves a draft over what it was. */
export const updateQuote = (type: QuoteType) =>
  command({
    name: commandName('update', type),
    needs: 'documents:write',
    input: quotes[type].update.input,
    async run(scope, { documentId, ...change }) {
      const row = await loadDocumentForUpdate(scope, type, documentId)
      const lines = await loadLines(scope, documentId)
      const today = await companyToday(scope)
      checkRevision(scope, toQuote(row, lines, today))
      if (row.state !== 'draft') throw new Refusal('document_locked', { state: row.state })
      const form = changed(row, lines, await takeTemplate(scope, row, change))
      if (form.clientId !== row.clientId) await loadClient(scope, form.clientId)
      await checkProject(scope, form.clientId, form.projectId)
      const { fields, lines: kept } = await buildDraft(scope, form, keptAccounts(lines))
      const saved = await saveDraft<QuoteRow>(scope, documentId, fields, kept)
      audit(scope, {
        subjectType: type,
        subjectId: documentId,
        before: audited(row, lines),
        after: audited(saved, kept),
      })
      signal(scope, 'quotes', documentId)
      return toQuote(saved, kept, today)
    },
  })

/** The note that only the company sees; it may change on what was sent too. */
export const updateQuoteNote = (type: QuoteType) =>
  command({
    name: commandName('update', type, 'Note'),
    needs: 'documents:write',
    input: quotes[type].updateNote.input,
    async run(scope, { documentId, internalNote }) {
      const row = await loadDocumentForUpdate(scope, type, documentId)
      const lines = await loadLines(scope, documentId)
      const today = await companyToday(scope)
      checkRevision(scope, toQuote(row, lines, today))
      const saved = await saveMoved<QuoteRow>(scope, 'note', documentId, { internalNote })
      const before = { internalNote: row.internalNote }
      audit(scope, { subjectType: type, subjectId: documentId, before, after: { internalNote } })
      signal(scope, 'quotes', documentId)
      return toQuote(saved, lines, today)
    },
  })

/** Deletes a draft. What was sent stays for ever. */
export const deleteQuote = (type: QuoteType) =>
  command({
    name: commandName('delete', type),
    needs: 'documents:write',
    input: quotes[type].remove.input,
    async run(scope, { documentId }) {
      const row = await loadDocumentForUpdate(scope, type, documentId)
      checkRevision(scope, row)
      if (row.state !== 'draft') throw new Refusal('document_locked', { state: row.state })
      await saveMoved(scope, 'deleted', documentId, { deletedAt: scope.now })
      audit(scope, { subjectType: type, subjectId: documentId, before: audited(row) })
      signal(scope, 'quotes', documentId)
      return null
    },
  })

type Said = { [name in keyof DraftForm]?: DraftForm[name] | undefined }

/** What was not said stays as it is. */
function changed(row: QuoteRow, lines: readonly LineRow[], said: Said): DraftForm {
  const kept = <T>(saying: T | undefined, was: T): T => (saying === undefined ? was : saying)
  return {
    clientId: kept(said.clientId, row.clientId),
    projectId: kept(said.projectId, row.projectId),
    issuedOn: kept(said.issuedOn, row.issuedOn),
    dueOn: null,
    validUntil: kept(said.validUntil ?? undefined, present(row.validUntil)),
    cover: kept(said.cover, row.cover),
    sections: kept(said.sections, row.sections),
    header: kept(said.header, row.header),
    footer: kept(said.footer, row.footer),
    notes: kept(said.notes, row.notes),
    terms: kept(said.terms, row.terms),
    internalNote: kept(said.internalNote, row.internalNote),
    discount: kept(said.discount, discountOf(row)),
    deposit: kept(said.deposit, depositOf(row)),
    lines: kept(said.lines, lines.map(lineInput)),
  }
}
