import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { isAtWork } from '#modules/companies/server/index.ts'
import { Download, visitorQuery } from '#platform/operation.ts'
import { enterCompany, type Scope, type VisitorScope } from '#platform/scope.ts'
import type { SharedDocument } from '../contract.ts'
import * as contract from '../contract.ts'
import { depositRequested } from '../domain/deposit.ts'
import { isOut } from '../domain/invoice.ts'
import { settledParts } from './closed-by.ts'
import { findLogo } from './logo.ts'
import { loadPaper, type Paper } from './paper.ts'
import { pdfDownload } from './render-pdf.ts'
import { displayStateOf } from './row-states.ts'
import { loadDocument } from './store.ts'
import { depositOf } from './to-invoice.ts'

/** What opened the door: the bearer's own scope in the company, and the paper. */
export type Opened = { scope: Scope; paper: Paper; linkId: string }

/** The one link whose token the visitor holds. Revoked, expired, void or unknown: `not_found`, all alike. */
export async function openShared(visitor: VisitorScope): Promise<Opened> {
  const [link] = await visitor.sql<{ companyId: string; id: string; documentId: string }>(
    'documents.openLink',
    `SELECT company_id AS "companyId", id, document_id AS "documentId"
     FROM public_links WHERE revoked_at IS NULL AND expires_at > $1`,
    [visitor.now],
  )
  if (!link) throw new Refusal('not_found')
  const actor = { kind: 'bearer', name: 'Public link', documentId: link.documentId } as const
  const scope = await enterCompany(visitor, link.companyId, actor)
  const row = await loadDocument(scope, null, link.documentId)
  if (!isOut(row.state)) throw new Refusal('not_found')
  return { scope, paper: await loadPaper(scope, row), linkId: link.id }
}

/** A document by its link, for the page that a client sees. Also works where nothing may be written. */
export async function readSharedDocument(visitor: VisitorScope): Promise<SharedDocument> {
  return toShared((await openShared(visitor)).paper)
}

/**
 * Somebody looked: the first time is written down. Told by the page once a person sees it, never by asking for the page,
 * which mail scanners and previews do as well.
 */
export async function viewSharedDocument(visitor: VisitorScope): Promise<null> {
  const { scope, linkId } = await openShared(visitor)
  // Where nothing is written any more, this is not either.
  if (!(await isAtWork(scope))) return null
  await scope.sql(
    'documents.firstView',
    'UPDATE public_links SET first_viewed_at = $3 WHERE company_id = $1 AND id = $2 AND first_viewed_at IS NULL',
    [scope.companyId, linkId, scope.now],
  )
  return null
}

export const readShared = visitorQuery({
  name: 'documents.readSharedDocument',
  input: contract.readSharedDocument.input,
  run: readSharedDocument,
})

export const readSharedPdf = visitorQuery({
  name: 'documents.readSharedPdf',
  input: contract.readSharedPdf.input,
  async run(visitor) {
    const { scope, paper } = await openShared(visitor)
    return pdfDownload(scope, paper)
  },
})

export const readSharedLogo = visitorQuery({
  name: 'documents.readSharedLogo',
  input: contract.readSharedLogo.input,
  async run(visitor) {
    const { scope, paper } = await openShared(visitor)
    const logo = await findLogo(scope, paper.company.logoMediaId)
    if (!logo) throw new Refusal('not_found')
    return new Download('logo', logo.contentType, logo.bytes, true)
  },
})

function toShared({ row, lines, company, from, to, project, today }: Paper): SharedDocument {
  return {
    documentType: row.documentType,
    number: present(row.number),
    state: displayStateOf(row, today),
    currency: company.currency,
    locale: company.locale,
    company: { ...from, accentColor: company.accentColor, hasLogo: company.logoMediaId !== null },
    client: to,
    projectName: project?.name ?? null,
    issuedOn: row.issuedOn,
    dueOn: row.dueOn,
    validUntil: row.validUntil,
    cover: row.cover,
    sections: row.sections,
    decidedByName: row.decidedByName,
    decidedAt: row.acceptedAt ?? row.declinedAt,
    header: row.header,
    footer: row.footer,
    notes: row.notes,
    terms: row.terms,
    lines,
    subtotalCents: row.subtotalCents,
    discountCents: row.discountCents,
    taxCents: row.taxCents,
    totalCents: row.totalCents,
    balanceDueCents: row.balanceDueCents,
    depositCents: depositRequested(depositOf(row), row.totalCents),
    ...settledParts(row),
  }
}
