import { useParams } from '@tanstack/react-router'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type InvoiceCorrections, readInvoiceCorrections } from '../contract.ts'
import { CorrectForm } from './correct-form.tsx'

/** "Correct, don't edit": what will happen, what the client is told, and one button. */
export function CorrectInvoice() {
  const { invoiceId } = useParams({ strict: false }) as { invoiceId: string }
  const { data: invoice, error, refetch } = useRead(readInvoiceCorrections, { invoiceId })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!invoice) return <ScreenSkeleton />
  const stands = standing(invoice)
  if (!invoice.out || stands) return <Otherwise invoice={invoice} replacementId={stands} />
  return <CorrectForm invoice={invoice} />
}

/** The replacement that stands, when there is one. */
function standing({ correction }: InvoiceCorrections): string | undefined {
  const gone = !correction || correction.replacementState === 'deleted' || correction.replacementState === 'void'
  return gone ? undefined : correction.replacementId
}

function Otherwise({ invoice, replacementId }: { invoice: InvoiceCorrections; replacementId: string | undefined }) {
  const number = invoice.invoiceNumber
  return (
    <Page title={`Correct invoice ${number ?? ''}`} crumbs={[{ label: 'Invoices', to: '/invoices' }]}>
      {replacementId ? (
        <Empty
          title="This invoice was corrected already"
          sentence="Go on with the one that takes its place; that one can be corrected again once it is sent."
          action={{ label: 'Open its replacement', to: `/invoices/${replacementId}` }}
        />
      ) : (
        <Empty
          title="There is nothing to correct here"
          sentence="A draft is simply changed, and a void invoice is owed by nobody. Only what was sent is corrected."
          action={{ label: 'Open the invoice', to: `/invoices/${invoice.invoiceId}` }}
        />
      )}
    </Page>
  )
}
