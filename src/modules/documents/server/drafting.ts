import type { PlainDate } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import type { DocumentLineInput, InvoiceDocument } from '../contract.ts'
import { buildDraft } from './build-draft.ts'
import { checkProject, type NewInvoice, noQuote, startInvoice } from './start-invoice.ts'
import { loadDocument, loadLines } from './store.ts'
import { discountOf, lineInput } from './to-invoice.ts'

export { makeLink } from './public-link.ts'

/** What made an invoice, when it was no person at the editor. */
export type Cause = { recurringPlanId: string; plannedOn: PlainDate } | { lateFeeForId: string }

/** Drafts an invoice that remembers what made it. A second one of the same run is refused: `plan_run_made`. */
export async function draftBecause(
  scope: Scope,
  invoice: NewInvoice,
  cause: Cause,
  templateId: string | null = null,
): Promise<InvoiceDocument> {
  const kept = new Set(invoice.lines.map((line) => line.incomeAccountId))
  const draft = await startInvoice(scope, invoice, kept)
  const of = { recurringPlanId: null, plannedOn: null, lateFeeForId: null, ...cause }
  await scope.sql(
    'documents.nameCause',
    `UPDATE documents SET recurring_plan_id = $3, planned_on = $4, late_fee_for_id = $5, template_id = CASE WHEN $6::uuid IS NULL THEN template_id ELSE $6 END
     WHERE company_id = $1 AND id = $2`,
    [scope.companyId, draft.id, of.recurringPlanId, of.plannedOn, of.lateFeeForId, templateId],
  )
  return draft
}

/** What a draft would ask for, in cents, and where its lines would earn. Refuses what a draft refuses. */
export async function checkContent(
  scope: Scope,
  content: Pick<NewInvoice, 'clientId' | 'projectId' | 'discount' | 'lines'>,
  today: PlainDate,
  kept: readonly DocumentLineInput[] = [],
): Promise<number> {
  await checkProject(scope, content.clientId, content.projectId)
  const texts = { header: null, footer: null, notes: null, terms: null, internalNote: null }
  const form = { ...texts, ...noQuote, ...content, issuedOn: today, dueOn: today, deposit: { kind: 'none' } as const }
  const { fields } = await buildDraft(scope, form, new Set(kept.map((line) => line.incomeAccountId)))
  return fields.totalCents
}

/** What an invoice says, for something that will say it again. */
export async function readContent(scope: Scope, invoiceId: string) {
  const row = await loadDocument(scope, 'invoice', invoiceId)
  const lines = await loadLines(scope, invoiceId)
  const { clientId, projectId, templateId, notes, terms, number } = row
  return {
    ...{ clientId, projectId, templateId, notes, terms, number },
    discount: discountOf(row),
    lines: lines.map((line) => ({ ...lineInput(line), id: undefined })),
  }
}
