import type { Scope } from '#platform/scope.ts'

/** Larger pictures are no logos; the page and the e-mail are better off without. */
const bytesMax = 5_000_000

export type Logo = { bytes: Buffer; contentType: string }

/** The company's logo, or nothing when there is none, it is gone, or its storage does not answer. */
export async function findLogo(scope: Scope, logoMediaId: string | null): Promise<Logo | undefined> {
  if (logoMediaId === null) return undefined
  const [file] = await scope.sql<{ storageKey: string; contentType: string; sizeBytes: number }>(
    'documents.logo',
    `SELECT storage_key AS "storageKey", content_type AS "contentType", size_bytes AS "sizeBytes"
     FROM media_objects WHERE company_id = $1 AND id = $2 AND deleted_at IS NULL`,
    [scope.companyId, logoMediaId],
  )
  if (!file || file.sizeBytes > bytesMax) return undefined
  try {
    const { stream } = await scope.outside.media.open(file.storageKey)
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    return { bytes: Buffer.concat(chunks), contentType: file.contentType }
  } catch (error) {
    scope.outside.log.warn({ err: error, companyId: scope.companyId }, 'the logo could not be read')
    return undefined
  }
}
