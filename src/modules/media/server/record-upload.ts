import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { fileNameText } from '#kernel/text.ts'
import { authorOf } from '#platform/actor.ts'
import { command, query } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import type { MediaFile } from '../contract.ts'

/** Asked before the first byte is stored: whether this member may upload at all. */
export const mayUpload = query({
  name: 'media.mayUpload',
  needs: 'media:write',
  input: z.object({}),
  run: async () => null,
})

/** Writes down a file that lies in the storage already (mount-media.ts). Nothing has it yet. */
export const recordUpload = command({
  name: 'media.upload',
  needs: 'media:write',
  input: z.object({
    id: Id,
    storageKey: z.string(),
    fileName: fileNameText,
    contentType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
  }),
  async run(scope, { storageKey, sha256, ...file }): Promise<MediaFile> {
    await scope.sql(
      'media.insert',
      `INSERT INTO media_objects (company_id, id, purpose, storage_key, file_name, content_type, size_bytes, sha256, uploaded_by, created_at)
       VALUES ($1, $2, 'files', $3, $4, $5, $6, $7, $8, $9)`,
      [
        scope.companyId,
        file.id,
        storageKey,
        file.fileName,
        file.contentType,
        file.sizeBytes,
        sha256,
        authorOf(scope),
        scope.now,
      ],
    )
    audit(scope, { subjectType: 'file', subjectId: file.id, after: { ...file, sha256 } })
    return { ...file, createdAt: scope.now }
  },
})
