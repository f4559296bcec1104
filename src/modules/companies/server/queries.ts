import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type PlainDate, todayIn } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { columnsOf } from '#platform/database/columns.ts'
import type { Opening, Scope } from '#platform/scope.ts'
import type { NumberingScheme, NumberSeries } from '../domain/series.ts'
import { companies, documentTemplates, members, numberingSchemes } from './tables.ts'

export type Company = typeof companies.$inferSelect
export type DocumentTemplate = typeof documentTemplates.$inferSelect

const loadStatement = `SELECT ${columnsOf(companies, 'c')} FROM companies c WHERE c.id = $1`

/** The company of the scope with all its settings. */
export async function loadCompany(scope: Opening): Promise<Company> {
  const [company] = await scope.sql<Company>('companies.load', loadStatement, [scope.companyId])
  if (!company || company.deletedAt !== null) throw new Refusal('not_found')
  return company
}

/** Today on the wall of the company, by the clock of the act. */
export async function companyToday(scope: Opening): Promise<PlainDate> {
  const [found] = await scope.sql<{ timeZone: string }>(
    'companies.timeZone',
    'SELECT time_zone AS "timeZone" FROM companies WHERE id = $1',
    [scope.companyId],
  )
  if (!found) throw new Refusal('not_found')
  return todayIn(found.timeZone, scope.now)
}

/** Member id → the name that people know; also of members who left. */
export async function memberNames(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.tx
    .select({ id: members.id, name: members.displayName })
    .from(members)
    .where(and(eq(members.companyId, scope.companyId), inArray(members.id, wanted)))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The template with this id, or the default one of the type; undefined when it is gone. */
export async function findTemplate(
  scope: Opening,
  documentType: DocumentTemplate['documentType'],
  templateId?: string | null,
): Promise<DocumentTemplate | undefined> {
  const [found] = await scope.sql<DocumentTemplate>(
    `companies.template.${templateId ? 'byId' : 'default'}`,
    `SELECT ${columnsOf(documentTemplates, 't')} FROM document_templates t
     WHERE t.company_id = $1 AND t.document_type = $2 AND t.deleted_at IS NULL AND ${templateId ? 't.id = $3' : 't.is_default'}`,
    [scope.companyId, documentType, ...(templateId ? [templateId] : [])],
  )
  return found
}

/** The living templates, by type and name. */
export async function templatesOf(
  scope: Scope,
  documentType?: DocumentTemplate['documentType'],
): Promise<DocumentTemplate[]> {
  return scope.tx
    .select()
    .from(documentTemplates)
    .where(
      and(
        eq(documentTemplates.companyId, scope.companyId),
        isNull(documentTemplates.deletedAt),
        documentType ? eq(documentTemplates.documentType, documentType) : undefined,
      ),
    )
    .orderBy(documentTemplates.documentType, sql`lower(${documentTemplates.name})`, documentTemplates.id)
}

/** The company's schemes by series. */
export async function schemesOf(scope: Scope): Promise<Map<NumberSeries, NumberingScheme>> {
  const rows = await scope.tx.select().from(numberingSchemes).where(eq(numberingSchemes.companyId, scope.companyId))
  return new Map(rows.map(({ series, pattern, reset, byProject }) => [series, { pattern, reset, byProject }]))
}
