import { addDays, type PlainDate, todayIn } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { QuoteDocument } from '../../contract.ts'
import type { QuoteType } from '../../domain/quote.ts'
import { buildDraft, type DraftForm, type KeptAccounts } from '../build-draft.ts'
import { checkProject } from '../start-invoice.ts'
import { insertDraft } from '../store.ts'
import { type SaidTexts, textsOf } from '../template-texts.ts'
import { audited } from '../to-invoice.ts'
import { toQuote } from './to-quote.ts'

/** A new draft: what is undefined comes from the template and the company. */
export type NewQuote = Omit<DraftForm, keyof SaidTexts | 'issuedOn' | 'dueOn' | 'validUntil'> & {
  id?: string | undefined
  templateId?: string | undefined
  issuedOn?: PlainDate | undefined
  validUntil?: PlainDate | undefined
} & SaidTexts

/** Drafts an estimate or proposal. Refuses a project of another client and a template that is not there. */
export async function startQuote(
  scope: Scope,
  type: QuoteType,
  { id = newId(), templateId, ...said }: NewQuote,
  kept?: KeptAccounts,
): Promise<QuoteDocument> {
  const company = await loadCompany(scope)
  await loadClient(scope, said.clientId)
  await checkProject(scope, said.clientId, said.projectId)
  const { templateId: usedId, ...texts } = await textsOf(scope, type, said, templateId)
  const today = todayIn(company.timeZone, scope.now)
  const issuedOn = said.issuedOn ?? today
  const validUntil = said.validUntil ?? addDays(issuedOn, company.estimateValidDays)
  const form = { ...said, ...texts, issuedOn, dueOn: null, validUntil } as const
  const { fields, lines } = await buildDraft(scope, form, kept)
  const row = insertDraft(scope, { ...fields, id, documentType: type, templateId: usedId }, lines)
  audit(scope, { subjectType: type, subjectId: id, after: audited(row, lines) })
  signal(scope, 'quotes', id)
  return toQuote(row, lines, today)
}
