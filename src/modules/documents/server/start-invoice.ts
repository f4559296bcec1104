import { addDays, type PlainDate, todayIn } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { refuseField } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadProject } from '#modules/projects/server/index.ts'
import { audit, signal } from '#platform/record.ts'
import type { Opening, Scope } from '#platform/scope.ts'
import type { InvoiceDocument } from '../contract.ts'
import { buildDraft, type DraftForm, type KeptAccounts } from './build-draft.ts'
import { insertDraft } from './store.ts'
import { type SaidTexts, textsOf } from './template-texts.ts'
import { audited, toInvoice } from './to-invoice.ts'

/** A new draft: what is undefined comes from the template, the company and the client. */
export type NewInvoice = Omit<
  DraftForm,
  keyof SaidTexts | 'issuedOn' | 'dueOn' | 'validUntil' | 'cover' | 'sections'
> & {
  id?: string | undefined
  issuedOn?: PlainDate | undefined
  dueOn?: PlainDate | undefined
  templateId?: string | undefined
} & SaidTexts

/** What a new invoice begins with. */
export const loadStart = (scope: Opening, said: Pick<NewInvoice, 'clientId' | 'templateId'> & SaidTexts) =>
  Promise.all([loadCompany(scope), loadClient(scope, said.clientId), textsOf(scope, 'invoice', said, said.templateId)])

/** Drafts an invoice; the commands that make one say what it is made of. Refuses a project of another client. */
export async function startInvoice(
  scope: Scope,
  invoice: NewInvoice,
  kept?: KeptAccounts,
  start?: Awaited<ReturnType<typeof loadStart>>,
): Promise<InvoiceDocument> {
  const { id = newId(), templateId: _chosenId, ...said } = invoice
  const [[company, client, texts]] = await Promise.all([
    start ?? loadStart(scope, invoice),
    checkProject(scope, said.clientId, said.projectId),
  ])
  const today = todayIn(company.timeZone, scope.now)
  const issuedOn = said.issuedOn ?? today
  const dueOn = said.dueOn ?? addDays(issuedOn, client.paymentTermsDays ?? company.invoiceDueDays)
  const { templateId, ...text } = texts
  const { fields, lines } = await buildDraft(scope, { ...said, ...text, ...noQuote, issuedOn, dueOn }, kept)
  const row = insertDraft(scope, { ...fields, id, documentType: 'invoice', templateId }, lines)
  audit(scope, { subjectType: 'invoice', subjectId: id, after: audited(row, lines) })
  signal(scope, 'invoices', id)
  return toInvoice(row, lines, today)
}

/** A document and its project are the same client's. */
export async function checkProject(scope: Scope, clientId: string, projectId: string | null): Promise<void> {
  if (projectId === null) return
  const project = await loadProject(scope, projectId)
  if (project.clientId !== clientId) throw refuseField('projectId', 'This project belongs to another client.')
}

/** What only estimates and proposals have. */
export const noQuote = { validUntil: null, cover: null, sections: [] }
