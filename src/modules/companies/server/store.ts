import { and, eq, isNull, sql } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { addSeconds, type PlainDate } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Member, Scope } from '#platform/scope.ts'
import {
  type DocumentType,
  defaultSchemes,
  documentTypes,
  type NumberingScheme,
  type NumberSeries,
  numberSeries,
} from '../domain/series.ts'
import type { Company } from './queries.ts'
import { companies, documentTemplates, mediaObjects, members, numberingSchemes } from './tables.ts'

/** What commands may write; the rest belongs to the database. */
export type CompanyFields = Omit<Company, 'id' | 'revision' | 'createdAt' | 'updatedAt'>

/** Two requests with one new id wait for each other here. */
export async function lockCompanyId(scope: Scope): Promise<void> {
  await scope.sql('companies.lockId', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `company:${scope.companyId}`,
  ])
}

/** How long a request that creates a company may be repeated. */
const repeatSeconds = 60 * 60

/**
 * Whether there is a company with the id of the scope, and whether this person has made it a while ago and is its owner
 * still: nobody else gets more of an answer than that the id is taken.
 */
export async function findMade(scope: Scope, userId: string): Promise<{ byThem: boolean } | undefined> {
  const [found] = await scope.sql<{ byThem: boolean }>(
    'companies.made',
    `SELECT c.deleted_at IS NULL AND c.created_at > $3 AND EXISTS (
              SELECT FROM (SELECT * FROM members m WHERE m.company_id = c.id ORDER BY m.created_at, m.id LIMIT 1) AS first
              WHERE first.user_id = $2 AND first.role = 'owner' AND first.deactivated_at IS NULL
            ) AS "byThem"
     FROM companies c WHERE c.id = $1`,
    [scope.companyId, userId, addSeconds(scope.now, -repeatSeconds)],
  )
  return found
}

export async function insertCompany(
  scope: Scope,
  fields: Partial<CompanyFields> & Pick<Company, 'name' | 'currency' | 'timeZone' | 'locale'>,
): Promise<Company> {
  const [row] = await scope.tx
    .insert(companies)
    .values({ id: scope.companyId, ...fields, createdAt: scope.now, updatedAt: scope.now })
    .returning()
  return present(row)
}

export async function insertOwner(scope: Scope, owner: Member): Promise<void> {
  await scope.tx.insert(members).values({
    companyId: scope.companyId,
    id: owner.memberId,
    userId: owner.userId,
    role: 'owner',
    displayName: owner.name,
    createdAt: scope.now,
    updatedAt: scope.now,
  })
}

/**
 * Moves the day through which the books are locked; null opens them all. Waits until every posting under way has ended,
 * and holds back new ones until this transaction has: both meet on the advisory lock of the posting trigger. `allow` sees
 * the day that was locked through until now, read under that lock, and refuses what may not be. Answers with that day.
 */
export async function moveBooksLock(
  scope: Scope,
  lockedThrough: PlainDate | null,
  allow: (before: PlainDate | null) => void,
): Promise<PlainDate | null> {
  await scope.sql('companies.booksLock', 'SELECT pg_advisory_xact_lock(books_lock_key($1))', [scope.companyId])
  const { booksLockedThrough: before } = await loadCompanyForUpdate(scope)
  allow(before)
  await scope.tx
    .update(companies)
    .set({ booksLockedThrough: lockedThrough, updatedAt: scope.now })
    .where(eq(companies.id, scope.companyId))
  return before
}

/** The company, locked until the transaction ends; what only refers to it does not wait. */
export async function loadCompanyForUpdate(scope: Scope): Promise<Company> {
  const [row] = await scope.tx.select().from(companies).where(eq(companies.id, scope.companyId)).for('no key update')
  if (!row) throw new Refusal('not_found')
  return row
}

export async function saveCompany(scope: Scope, before: Company, change: Partial<CompanyFields>): Promise<Company> {
  const [row] = await scope.tx
    .update(companies)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(eq(companies.id, scope.companyId))
    .returning()
  return present(row)
}

/** The company's own schemes stay as they are. */
export async function insertMissingSchemes(scope: Scope): Promise<void> {
  const rows = numberSeries.map((series) => ({ companyId: scope.companyId, series, ...defaultSchemes[series] }))
  await scope.tx.insert(numberingSchemes).values(rows).onConflictDoNothing()
}

/** The scheme of a series, locked until the transaction ends. */
export async function loadSchemeForUpdate(
  scope: Scope,
  series: NumberSeries,
): Promise<NumberingScheme & { run: number }> {
  await insertMissingSchemes(scope)
  const [row] = await scope.tx.select().from(numberingSchemes).where(scheme(scope, series)).for('update')
  return present(row)
}

export async function saveScheme(
  scope: Scope,
  series: NumberSeries,
  fields: NumberingScheme & { run: number },
): Promise<void> {
  await scope.tx.update(numberingSchemes).set(fields).where(scheme(scope, series))
}

const scheme = (scope: Scope, series: NumberSeries) =>
  and(eq(numberingSchemes.companyId, scope.companyId), eq(numberingSchemes.series, series))

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

type DocumentTemplate = typeof documentTemplates.$inferSelect
export type TemplateFields = Omit<
  DocumentTemplate,
  'companyId' | 'id' | 'documentType' | 'revision' | 'createdAt' | 'updatedAt' | 'deletedAt'
>

const living = (scope: Scope, id: string) =>
  and(
    eq(documentTemplates.companyId, scope.companyId),
    eq(documentTemplates.id, id),
    isNull(documentTemplates.deletedAt),
  )

export async function loadTemplate(scope: Scope, id: string): Promise<DocumentTemplate> {
  const [row] = await scope.tx.select().from(documentTemplates).where(living(scope, id))
  if (!row) throw new Refusal('not_found')
  return row
}

export async function loadTemplateForUpdate(scope: Scope, id: string): Promise<DocumentTemplate> {
  const [row] = await scope.tx.select().from(documentTemplates).where(living(scope, id)).for('no key update')
  if (!row) throw new Refusal('not_found')
  return row
}

/** Room for another default template of the type. */
export async function clearDefault(scope: Scope, documentType: DocumentType): Promise<void> {
  await scope.tx
    .update(documentTemplates)
    .set({ isDefault: false, updatedAt: scope.now, revision: sql`revision + 1` })
    .where(
      and(
        eq(documentTemplates.companyId, scope.companyId),
        eq(documentTemplates.documentType, documentType),
        eq(documentTemplates.isDefault, true),
      ),
    )
}

export async function insertTemplate(
  scope: Scope,
  id: string,
  fields: TemplateFields & { documentType: DocumentType },
): Promise<DocumentTemplate> {
  const [row] = await scope.tx
    .insert(documentTemplates)
    .values({ companyId: scope.companyId, id, ...fields, createdAt: scope.now, updatedAt: scope.now })
    .returning()
  return present(row)
}

export async function saveTemplate(
  scope: Scope,
  before: DocumentTemplate,
  change: Partial<TemplateFields & Pick<DocumentTemplate, 'deletedAt'>>,
): Promise<DocumentTemplate> {
  const [row] = await scope.tx
    .update(documentTemplates)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(and(eq(documentTemplates.companyId, scope.companyId), eq(documentTemplates.id, before.id)))
    .returning()
  return present(row)
}

type MediaRow = typeof mediaObjects.$inferSelect

export async function insertLogo(
  scope: Scope,
  file: Pick<MediaRow, 'id' | 'storageKey' | 'fileName' | 'contentType' | 'sizeBytes' | 'sha256'>,
): Promise<void> {
  const uploadedBy = scope.actor.kind === 'member' ? scope.actor.memberId : null
  await scope.tx.insert(mediaObjects).values({
    companyId: scope.companyId,
    purpose: 'logo',
    ...file,
    uploadedBy,
    attachedAt: scope.now,
    createdAt: scope.now,
  })
}

export async function findLogo(scope: Scope): Promise<MediaRow | undefined> {
  const [row] = await scope.tx
    .select({ media: mediaObjects })
    .from(companies)
    .innerJoin(mediaObjects, and(eq(mediaObjects.companyId, companies.id), eq(mediaObjects.id, companies.logoMediaId)))
    .where(eq(companies.id, scope.companyId))
  return row?.media
}

export async function tombstoneLogo(scope: Scope, id: string): Promise<void> {
  await scope.tx
    .update(mediaObjects)
    .set({ deletedAt: scope.now })
    .where(and(eq(mediaObjects.companyId, scope.companyId), eq(mediaObjects.id, id)))
}
