import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useLive } from '#ui/events.ts'
import { TextLink } from '#ui/link.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type Quote, quotes } from '../../contract.ts'
import type { QuoteType } from '../../domain/quote.ts'
import { Deliveries } from '../deliveries.tsx'
import { DocumentPaper } from '../document-paper.tsx'
import { InternalNote } from '../internal-note.tsx'
import { kinds } from '../kinds.ts'
import { useQuoteActions } from './quote-actions.ts'
import type { QuoteDialogName } from './quote-dialogs.tsx'
import { colourOf } from './words.ts'

const QuoteDialog = lazy(async () => ({ default: (await import('./quote-dialogs.tsx')).QuoteDialog }))

/** One as the client sees it, with its answer and what it became. */
function QuoteScreen({ type }: { type: QuoteType }) {
  const { documentId } = useParams({ strict: false }) as { documentId: string }
  const { data: quote, error, refetch } = useRead(quotes[type].read, { documentId })
  useLive({ quotes: [kinds[type].path] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!quote) return <ScreenSkeleton />
  return <OneQuote quote={quote} />
}

function OneQuote({ quote }: { quote: Quote }) {
  const [dialog, setDialog] = useState<QuoteDialogName | undefined>(undefined)
  const actions = useQuoteActions(quote, setDialog)
  const { title, one, many, path } = kinds[quote.documentType]
  return (
    <>
      <Page
        title={quote.number === null ? `Draft ${one}` : `${title} ${quote.number}`}
        crumbs={[{ label: many, to: path }]}
        state={<StateDot state={quote.displayState} colour={colourOf(quote.displayState)} />}
        rail={<Rail quote={quote} />}
        {...actions}
      >
        <DocumentPaper invoice={quote} kind={quote.documentType} />
      </Page>
      <Suspense>{dialog && <QuoteDialog quote={quote} dialog={dialog} close={() => setDialog(undefined)} />}</Suspense>
    </>
  )
}

function Rail({ quote }: { quote: Quote }) {
  const { project, invoice } = quote
  const { title } = kinds[quote.documentType]
  const answer = quote.state === 'accepted' ? 'Accepted' : 'Declined'
  return (
    <>
      <Facts
        heading={title}
        facts={[
          [
            'Client',
            <TextLink key="client" to={`/clients/${quote.clientId}`}>
              {quote.clientName}
            </TextLink>,
          ],
          [
            'Project',
            project && (
              <TextLink key="project" to={`/projects/${project.id}`}>
                {project.name}
              </TextLink>
            ),
          ],
          ['Issued', <Day key="issued" date={quote.issuedOn} />],
          ['Valid until', <Day key="until" date={quote.validUntil} />],
          ['Sent', quote.sentAt && <When key="sent" at={quote.sentAt} />],
          [answer, quote.decidedAt && <When key="decided" at={quote.decidedAt} />],
          ['By', quote.decidedByName],
          ['From address', quote.decidedAddress],
          ['Why', quote.declineReason],
          [
            'Invoice',
            invoice && (
              <TextLink key="invoice" to={`/invoices/${invoice.id}`}>
                {invoice.number ?? 'Draft'}
              </TextLink>
            ),
          ],
        ]}
      />
      {quote.state !== 'draft' && <Deliveries of={quote} />}
      <InternalNote key={quote.id} of={quote} kind={quote.documentType} />
    </>
  )
}

export const EstimateScreen = () => <QuoteScreen type="estimate" />
export const ProposalScreen = () => <QuoteScreen type="proposal" />
