import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { isLocked } from '../domain/invoice.ts'
import { countBilledWork, releaseWork } from './billed-work.ts'
import { buildDraft, type DraftForm } from './build-draft.ts'
import { checkProject, noQuote } from './start-invoice.ts'
import { type DocumentRow, type LineRow, loadDocumentForUpdate, loadLines, saveDraft } from './store.ts'
import { takeTemplate } from './template-texts.ts'
import { audited, depositOf, discountOf, keptAccounts, lineInput, toInvoice } from './to-invoice.ts'

/** Saves a draft over what it was. Time and expenses whose line is gone are free again; the rest keeps the invoice with its client. */
export const updateInvoice = command({
  name: 'documents.updateInvoice',
  needs: 'documents:write',
  input: contract.updateInvoice.input,
  async run(scope, { invoiceId, ...change }) {
    const row = await loadDocumentForUpdate(scope, 'invoice', invoiceId)
    const lines = await loadLines(scope, invoiceId)
    const today = await companyToday(scope)
    checkRevision(scope, toInvoice(row, lines, today))
    if (isLocked(row.state)) throw new Refusal('document_locked', { state: row.state })
    const form = changed(row, lines, await takeTemplate(scope, row, change))
    const { fields, lines: kept } = await buildDraft(scope, form, keptAccounts(lines))
    await checkParties(scope, row, form)
    const saved = await saveDraft(scope, invoiceId, fields, kept)
    if (change.lines) await releaseWork(scope, invoiceId, { keptLineIds: kept.map((line) => line.id) })
    if (form.clientId !== row.clientId) {
      const billed = await countBilledWork(scope, invoiceId)
      if (billed.timeEntries + billed.expenses > 0) throw new Refusal('invoice_has_time')
    }
    audit(scope, {
      subjectType: 'invoice',
      subjectId: invoiceId,
      before: audited(row, lines),
      after: audited(saved, kept),
    })
    signal(scope, 'invoices', invoiceId)
    return toInvoice(saved, kept, today)
  },
})

/** What was not said stays as it is. */
function changed(
  row: DocumentRow,
  lines: readonly LineRow[],
  said: { [name in keyof DraftForm]?: DraftForm[name] | undefined },
): DraftForm {
  const kept = <T>(saying: T | undefined, was: T): T => (saying === undefined ? was : saying)
  return {
    clientId: kept(said.clientId, row.clientId),
    projectId: kept(said.projectId, row.projectId),
    issuedOn: kept(said.issuedOn, row.issuedOn),
    dueOn: kept(said.dueOn ?? undefined, present(row.dueOn)),
    ...noQuote,
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

async function checkParties(scope: Scope, row: DocumentRow, form: DraftForm): Promise<void> {
  if (form.clientId !== row.clientId) await loadClient(scope, form.clientId)
  if (form.clientId !== row.clientId || form.projectId !== row.projectId) {
    await checkProject(scope, form.clientId, form.projectId)
  }
}
