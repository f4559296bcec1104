import { refuseField } from '#kernel/refusal.ts'
import type { DocumentType } from '#modules/companies/domain/index.ts'
import { findTemplate } from '#modules/companies/server/index.ts'
import type { Opening, Scope } from '#platform/scope.ts'
import type { DocumentRow } from './store.ts'

type Text = 'header' | 'footer' | 'notes' | 'terms'
/** What was said of a document's texts; undefined comes from its template. */
export type SaidTexts = { [name in Text]?: string | null | undefined }

/** The texts that were said, and the template's for the rest. Refuses a template that is not there. */
export async function textsOf(scope: Opening, documentType: DocumentType, said: SaidTexts, chosenId?: string) {
  const template = await findTemplate(scope, documentType, chosenId)
  if (chosenId !== undefined && !template) throw refuseField('templateId', 'There is no such template.')
  const text = (name: Text) => (said[name] === undefined ? (template?.[name] ?? null) : said[name])
  return {
    templateId: template?.id ?? null,
    header: text('header'),
    footer: text('footer'),
    notes: text('notes'),
    terms: text('terms'),
  }
}

/** Another template for a draft that is locked: its texts, where none were said. The same one changes nothing. */
export async function takeTemplate<Said extends SaidTexts & { templateId?: string | undefined }>(
  scope: Scope,
  row: DocumentRow,
  { templateId: chosenId, ...said }: Said,
): Promise<Omit<Said, 'templateId'>> {
  if (chosenId === undefined || chosenId === row.templateId) return said
  const { templateId, ...texts } = await textsOf(scope, row.documentType, said, chosenId)
  await scope.sql('documents.takeTemplate', 'UPDATE documents SET template_id = $3 WHERE company_id = $1 AND id = $2', [
    scope.companyId,
    row.id,
    templateId,
  ])
  return { ...said, ...texts }
}
