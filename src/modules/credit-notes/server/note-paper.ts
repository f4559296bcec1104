import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import { crediting, invoiceNumbers } from '#modules/documents/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import { type CreditNoteRow, findNoteReversal, type LineRow, loadNoteLines } from './store.ts'

/** A note with everyone whose name stands on it. */
export type NotePaper = {
  note: CreditNoteRow
  lines: LineRow[]
  invoiceNumber: string
  reversed: boolean
  head: crediting.Letterhead
}

/** The same for screen, PDF and e-mail. `projectId` is the invoice's. */
export async function loadNotePaper(scope: Scope, note: CreditNoteRow): Promise<NotePaper> {
  const lines = await loadNoteLines(scope, note.id)
  const [invoice] = await scope.sql<{ projectId: string | null }>(
    'creditNotes.project',
    'SELECT project_id AS "projectId" FROM documents WHERE company_id = $1 AND id = $2',
    [scope.companyId, note.documentId],
  )
  const numbers = await invoiceNumbers(scope, [note.documentId])
  const reversal = await findNoteReversal(scope, note.id)
  return {
    note,
    lines,
    invoiceNumber: numbers.get(note.documentId) ?? '',
    reversed: reversal !== undefined,
    head: await crediting.loadLetterhead(scope, { clientId: note.clientId, projectId: invoice?.projectId ?? null }),
  }
}

/** The PDF of a note, in the dress of the company's documents. */
export async function renderNote(
  scope: Scope,
  { note, lines, invoiceNumber, reversed, head }: NotePaper,
): Promise<Buffer> {
  const money = (cents: number) => formatMoney(cents, head.company.currency, head.company.locale)
  return crediting.renderLetter(scope, head, {
    kind: 'Credit note',
    number: note.number,
    dated: note.issuedOn,
    issuedOn: formatDate(note.issuedOn, head.company.locale),
    invoiceNumber,
    amountsOnly: true,
    ...(head.project ? { projectName: head.project.name } : {}),
    lines: lines.map((line) => ({
      name: line.name,
      description: line.description ?? '',
      quantity: '',
      unitPrice: '',
      tax: line.taxCents === 0 ? '' : money(line.taxCents),
      total: money(line.subtotalCents),
    })),
    subtotal: money(note.subtotalCents),
    ...(note.taxCents === 0 ? {} : { tax: money(note.taxCents) }),
    total: money(note.totalCents),
    ...(note.reason ? { notes: note.reason } : {}),
    ...(note.state === 'draft' ? { stateStamp: 'Draft' } : reversed ? { stateStamp: 'Reversed' } : {}),
  })
}

/** `Credit note CN-202611-0001.pdf` */
export function pdfName({ note }: NotePaper): string {
  return `Credit note ${note.number?.replaceAll('/', '-') ?? 'draft'}.pdf`
}
