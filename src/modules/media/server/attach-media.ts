import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import { Download } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import type { MediaFile } from '../contract.ts'

const columns = `id, file_name AS "fileName", content_type AS "contentType", size_bytes AS "sizeBytes", created_at AS "createdAt"`

/**
 * Takes an upload for a record, once. Refuses `not_found` for files of somebody else, files that something has already,
 * and files that are gone; the record keeps the id.
 */
export async function attachMedia(scope: Scope, mediaId: string): Promise<MediaFile> {
  const [file] = await scope.sql<MediaFile>(
    'media.attach',
    `UPDATE media_objects SET attached_at = $3
     WHERE company_id = $1 AND id = $2 AND attached_at IS NULL AND deleted_at IS NULL AND purpose = 'files'
       AND ($4::uuid IS NULL OR uploaded_by = $4) RETURNING ${columns}`,
    [scope.companyId, mediaId, scope.now, authorOf(scope)],
  )
  if (!file) throw new Refusal('not_found')
  return file
}

/** The record has it no more. The bytes stay: another process may be reading them, and backups know them. */
export async function detachMedia(scope: Scope, mediaId: string): Promise<void> {
  await scope.sql('media.detach', 'UPDATE media_objects SET deleted_at = $3 WHERE company_id = $1 AND id = $2', [
    scope.companyId,
    mediaId,
    scope.now,
  ])
}

/** Files by id, in the order of the ids; those that are gone are missing. */
export async function findMedia(scope: Scope, ids: readonly string[]): Promise<MediaFile[]> {
  if (ids.length === 0) return []
  const rows = await scope.sql<MediaFile>(
    'media.find',
    `SELECT ${columns} FROM media_objects WHERE company_id = $1 AND id = ANY ($2::uuid[]) AND deleted_at IS NULL`,
    [scope.companyId, ids],
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** The content, streamed. The caller has checked that the record it belongs to may be seen. Refuses `not_found`. */
export async function openMedia(scope: Scope, mediaId: string): Promise<Download> {
  const [file] = await scope.sql<MediaFile & { storageKey: string }>(
    'media.open',
    `SELECT ${columns}, storage_key AS "storageKey" FROM media_objects
     WHERE company_id = $1 AND id = $2 AND attached_at IS NOT NULL AND deleted_at IS NULL`,
    [scope.companyId, mediaId],
  )
  if (!file) throw new Refusal('not_found')
  const { stream } = await scope.outside.media.open(file.storageKey)
  return new Download(file.fileName, file.contentType, stream, file.contentType.startsWith('image/'))
}
