import { randomBytes } from 'node:crypto'
import { addSeconds, type Instant } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { hashToken } from '#platform/http/mount.ts'
import type { Scope } from '#platform/scope.ts'
import { LINK_DAYS, sharedDocumentPath } from '../domain/link.ts'

/** A new way in for a client. The token is in the answer and nowhere else: the database knows its hash. */
export async function makeLink(scope: Scope, documentId: string): Promise<{ url: string; expiresAt: Instant }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = addSeconds(scope.now, LINK_DAYS * 86_400)
  await scope.sql(
    'documents.makeLink',
    'INSERT INTO public_links (company_id, id, document_id, token_hash, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [scope.companyId, newId(), documentId, hashToken(token), expiresAt, scope.now],
  )
  return { url: scope.outside.settings.baseUrl + sharedDocumentPath(token), expiresAt }
}

/** Closes every link of a document; answers how many were open. */
export async function revokeLinks(scope: Scope, documentId: string): Promise<number> {
  const closed = await scope.sql(
    'documents.revokeLinks',
    'UPDATE public_links SET revoked_at = $3 WHERE company_id = $1 AND document_id = $2 AND revoked_at IS NULL RETURNING id',
    [scope.companyId, documentId, scope.now],
  )
  return closed.length
}
