import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type PlainDate, todayIn } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { companies, documentTemplates, members } from './tables.ts'

export type Company = typeof companies.$inferSelect
export type DocumentTemplate = typeof documentTemplates.$inferSelect

/** The company of the scope with all its settings. */
export async function loadCompany(scope: Scope): Promise<Company> {
  const [company] = await scope.tx.select().from(companies).where(eq(companies.id, scope.companyId))
  if (!company || company.deletedAt !== null) throw new Refusal('not_found')
  return company
}

/** Today on the wall of the company, by the clock of the act. */
export async function companyToday(scope: Scope): Promise<PlainDate> {
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
  scope: Scope,
  documentType: DocumentTemplate['documentType'],
  templateId?: string | null,
): Promise<DocumentTemplate | undefined> {
  const [found] = await scope.tx
    .select()
    .from(documentTemplates)
    .where(
      and(
        eq(documentTemplates.companyId, scope.companyId),
        eq(documentTemplates.documentType, documentType),
        isNull(documentTemplates.deletedAt),
        templateId ? eq(documentTemplates.id, templateId) : eq(documentTemplates.isDefault, true),
      ),
    )
  return found
}
