import { and, asc, eq } from 'drizzle-orm'
import { findMedia } from '#modules/media/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { BillDetail } from '../contract.ts'
import { billAttachments } from './tables.ts'

const of = billAttachments

/** The files of a bill, oldest first. */
export async function attachedFiles(scope: Scope, billId: string): Promise<BillDetail['attachments']> {
  const rows = await scope.tx
    .select({ id: of.mediaId })
    .from(of)
    .where(and(eq(of.companyId, scope.companyId), eq(of.billId, billId)))
    .orderBy(asc(of.createdAt), asc(of.mediaId))
  return findMedia(
    scope,
    rows.map((row) => row.id),
  )
}

export async function isAttached(scope: Scope, billId: string, mediaId: string): Promise<boolean> {
  return (await attachedFiles(scope, billId)).some((file) => file.id === mediaId)
}

export async function insertAttachment(scope: Scope, billId: string, mediaId: string): Promise<void> {
  await scope.tx.insert(of).values({ companyId: scope.companyId, billId, mediaId, createdAt: scope.now })
}

export async function deleteAttachment(scope: Scope, billId: string, mediaId: string): Promise<void> {
  await scope.tx
    .delete(of)
    .where(and(eq(of.companyId, scope.companyId), eq(of.billId, billId), eq(of.mediaId, mediaId)))
}
