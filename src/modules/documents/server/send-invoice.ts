import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import { addDays, daysBetween, type PlainDate } from '#kernel/calendar.ts'
import { type ClientRow, loadClient } from '#modules/clients/server/index.ts'
import { companyToday, takeNextNumber } from '#modules/companies/server/index.ts'
import { postLater } from '#modules/ledger/server/index.ts'
import { loadProject, type ProjectRow } from '#modules/projects/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { loadingCommand } from '#platform/operation.ts'
import { announce, audit, balanceMoved, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { assertSendable, send } from '../domain/invoice.ts'
import { invoiceEntryLines } from '../domain/invoice-entry.ts'
import { queueDelivery } from './deliveries.ts'
import { type InvoiceRow, type LineRow, loadDocumentForUpdate, loadLines, moveLater } from './store.ts'
import { audited, toInvoice } from './to-invoice.ts'

/** Numbers, posts and locks an invoice; e-mail and PDF follow in a job after the commit and can fail without undoing it. */
export const sendInvoice = loadingCommand({
  name: 'documents.sendInvoice',
  needs: 'documents:send',
  money: true,
  input: contract.sendInvoice.input,
  // In this order: the lines are read under the lock of their invoice.
  load: (scope, { invoiceId }) =>
    Promise.all([loadDocumentForUpdate(scope, 'invoice', invoiceId), loadLines(scope, invoiceId), companyToday(scope)]),
  async run(scope, { sentOn, email }, [row, lines, today]) {
    checkRevision(scope, toInvoice(row, lines, today))
    return toInvoice(await sendDraft(scope, { row, lines }, { sentOn, email }), lines, today)
  },
})

/** Client or project of a draft, when they were read before. */
type Known = { client?: ClientRow | undefined; project?: ProjectRow | undefined }
type Draft = Known & { row: InvoiceRow; lines: readonly LineRow[] }
type Sending = Pick<z.output<typeof contract.sendInvoice.input>, 'sentOn' | 'email'>

/** A locked draft becomes sent. Without a word about e-mail it goes to the client's address, if there is one; null sends none. */
export async function sendDraft(
  scope: Scope,
  { row, lines, client, project }: Draft,
  { sentOn, email }: Sending,
): Promise<InvoiceRow> {
  const invoiceId = row.id
  assertSendable({ ...row, lines })
  if (email !== null) {
    const toEmail = email?.to ?? (client ?? (await loadClient(scope, row.clientId))).email
    if (toEmail !== null)
      await queueDelivery(scope, { documentId: invoiceId, toEmail, message: email?.message ?? null })
  }
  const saved = await numberAndPost(scope, { row, lines, project }, sentOn ?? row.issuedOn)
  const { number, clientId, totalCents } = saved
  announce(scope, 'invoice_sent', { invoiceId, number, clientId, totalCents })
  audit(scope, { subjectType: 'invoice', subjectId: invoiceId, before: audited(row), after: audited(saved) })
  signal(scope, 'invoices', invoiceId)
  return saved
}

/** The number comes last before the books: whoever sends next waits for it until this commit. */
async function numberAndPost(
  scope: Scope,
  { row, lines, project: known }: Draft,
  issuedOn: PlainDate,
): Promise<InvoiceRow> {
  const dueOn = addDays(present(row.dueOn), daysBetween(row.issuedOn, issuedOn))
  const project = row.projectId === null ? null : (known ?? (await loadProject(scope, row.projectId)))
  const { number, period, seq } = await takeNextNumber(scope, 'invoice', issuedOn, project)
  const { state, balanceDueCents } = send({ ...row, lines }, { number, sentOn: issuedOn })
  const sent = {
    state,
    number,
    numberPeriod: period,
    numberSeq: seq,
    issuedOn,
    dueOn,
    balanceDueCents,
    sentAt: scope.now,
  }
  const saved = moveLater(scope, 'sent', row, sent)
  post(scope, saved, lines)
  return saved
}

function post(scope: Scope, invoice: InvoiceRow, lines: readonly LineRow[]): void {
  const { id, clientId, projectId, totalCents } = invoice
  const label = present(invoice.number)
  postLater(scope, {
    entryDate: invoice.issuedOn,
    memo: `Invoice ${label}`,
    sourceType: 'invoice',
    sourceId: id,
    lines: invoiceEntryLines(lines, invoice).map((line) => ({ ...line, clientId, projectId })),
  })
  balanceMoved(scope, { label, kind: 'invoice', id, beforeCents: 0, afterCents: totalCents })
}
