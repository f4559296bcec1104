import { useParams } from '@tanstack/react-router'
import { useContractForm } from '#ui/form/contract-form.ts'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import {
  type CreditNoteDetail,
  type InvoiceCorrections,
  readCreditNote,
  readInvoiceCorrections,
  updateCreditNote,
} from '../contract.ts'
import { NoteForm } from './note-form.tsx'
import { formLines, type NoteValues, noteLines } from './note-values.ts'

/** A draft again. */
export function EditCreditNote() {
  const { creditNoteId } = useParams({ strict: false }) as { creditNoteId: string }
  const note = useRead(readCreditNote, { creditNoteId })
  const invoiceId = note.data?.invoiceId ?? ''
  const invoice = useRead(readInvoiceCorrections, { invoiceId }, { enabled: invoiceId !== '' })
  const error = note.error ?? invoice.error
  if (error) return <Problem problem={asProblem(error)} retry={() => void note.refetch()} />
  if (!note.data || !invoice.data) return <ScreenSkeleton />
  return <EditForm key={note.data.revision} note={note.data} invoice={invoice.data} />
}

function EditForm({ note, invoice }: { note: CreditNoteDetail; invoice: InvoiceCorrections }) {
  const go = useGo()
  const form = useContractForm(updateCreditNote, {
    initial: {
      issuedOn: note.issuedOn,
      reason: note.reason ?? '',
      lines: formLines(invoice.restLines, note.lines),
    } as NoteValues,
    toInput: (values) => ({ ...values, lines: noteLines(values.lines), creditNoteId: note.id }),
    ifMatch: note.revision,
    invalidates: ['/credit-notes', '/invoices'],
    done: 'Draft saved',
    onDone: () => go(`/credit-notes/${note.id}`),
  })
  return (
    <NoteForm
      form={form}
      title="Edit credit note"
      invoiceNumber={note.invoiceNumber}
      clientName={note.clientName}
      issuedOn={invoice.issuedOn}
      verb="Save draft"
      cancel={`/credit-notes/${note.id}`}
    />
  )
}
