import { laterDate } from '#kernel/calendar.ts'
import { listInvoices } from '#modules/documents/contract.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { RecordSelect } from '#ui/form/record-select.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { createCreditNote, type InvoiceCorrections, readInvoiceCorrections } from '../contract.ts'
import { NoteForm } from './note-form.tsx'
import { formLines, type NoteValues, noteLines } from './note-values.ts'

/** A new credit note: which invoice, then what of it. */
export function NewCreditNote() {
  const [url, setUrl] = useUrl({ invoice: '' })
  if (!url.invoice) return <ChooseInvoice choose={(invoice) => setUrl({ invoice })} />
  return <ForInvoice key={url.invoice} invoiceId={url.invoice} />
}

function ForInvoice({ invoiceId }: { invoiceId: string }) {
  const { data, error, refetch } = useRead(readInvoiceCorrections, { invoiceId })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!data) return <ScreenSkeleton />
  if (!data.out || (data.restSubtotalCents === 0 && data.restTaxCents === 0)) return <NothingLeft invoice={data} />
  return <NewForm invoice={data} />
}

function NewForm({ invoice }: { invoice: InvoiceCorrections }) {
  const format = useFormat()
  const go = useGo()
  const today = format.today()
  const form = useContractForm(createCreditNote, {
    initial: {
      issuedOn: laterDate(invoice.issuedOn, today),
      reason: '',
      lines: formLines(invoice.restLines),
    } as NoteValues,
    toInput: (values) => ({ ...values, lines: noteLines(values.lines), invoiceId: invoice.invoiceId }),
    invalidates: ['/credit-notes', '/invoices'],
    done: 'Credit note drafted',
    onDone: (note) => go(`/credit-notes/${note.id}`, { replace: true }),
  })
  return (
    <NoteForm
      form={form}
      title="New credit note"
      invoiceNumber={invoice.invoiceNumber ?? ''}
      clientName={invoice.clientName}
      issuedOn={invoice.issuedOn}
      verb="Save draft"
      cancel={`/invoices/${invoice.invoiceId}`}
    />
  )
}

function ChooseInvoice({ choose }: { choose: (invoiceId: string) => void }) {
  return (
    <Page
      title="New credit note"
      crumbs={[{ label: 'Credit notes', to: '/credit-notes' }]}
      lead="A credit note takes back a part of an invoice that was sent, or all of it."
      narrow
    >
      <RecordSelect
        endpoint={listInvoices}
        name={(row) => `${row.number ?? 'Draft'}, ${row.clientName}`}
        label="Invoice"
        description="By number or client"
        autoFocus
        value={null}
        onChange={(id) => id && choose(id)}
        data-autofocus
      />
    </Page>
  )
}

function NothingLeft({ invoice }: { invoice: InvoiceCorrections }) {
  return (
    <Page title="New credit note" crumbs={[{ label: 'Credit notes', to: '/credit-notes' }]}>
      <Empty
        title="There is nothing to credit here"
        sentence={
          invoice.out
            ? `All of invoice ${invoice.invoiceNumber} is credited already.`
            : 'Only an invoice that was sent and is not void can be credited. A draft is simply changed.'
        }
        action={{ label: 'Open the invoice', to: `/invoices/${invoice.invoiceId}` }}
      />
    </Page>
  )
}
