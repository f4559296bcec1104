import { sql } from 'drizzle-orm'
import { newId } from '#kernel/ids.ts'
import type { Scope } from '#platform/scope.ts'
import { defaultSchemes, documentTypes, numberSeries } from '../domain/series.ts'
import { documentTemplates, numberingSchemes } from './tables.ts'

/** The company's own schemes stay as they are. */
export async function insertMissingSchemes(scope: Scope): Promise<void> {
  const rows = numberSeries.map((series) => ({ companyId: scope.companyId, series, ...defaultSchemes[series] }))
  await scope.tx.insert(numberingSchemes).values(rows).onConflictDoNothing()
}

/** A type that has a default template keeps it. */
export async function insertMissingTemplates(scope: Scope): Promise<void> {
  const rows = documentTypes.map((documentType) => ({
    companyId: scope.companyId,
    id: newId(),
    documentType,
    name: 'Default',
    isDefault: true,
    createdAt: scope.now,
    updatedAt: scope.now,
  }))
  await scope.tx
    .insert(documentTemplates)
    .values(rows)
    .onConflictDoNothing({
      target: [documentTemplates.companyId, documentTemplates.documentType],
      where: sql`is_default AND deleted_at IS NULL`,
    })
}
