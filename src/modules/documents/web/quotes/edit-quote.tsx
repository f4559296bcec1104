import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { quotes } from '../../contract.ts'
import type { QuoteType } from '../../domain/quote.ts'
import { Editor } from '../editor.tsx'
import { kinds } from '../kinds.ts'

/** Only when somebody sends. */
const SendQuote = lazy(async () => ({ default: (await import('./send-quote.tsx')).SendQuote }))

/** A draft as paper. What was sent is only shown. */
function EditQuote({ type }: { type: QuoteType }) {
  const { documentId } = useParams({ strict: false }) as { documentId: string }
  const go = useGo()
  const { data, error, refetch, isFetchedAfterMount } = useRead(quotes[type].read, { documentId }, { staleMs: 0 })
  const locked = data !== undefined && data.state !== 'draft'
  const place = `${kinds[type].path}/${documentId}`
  useEffect(() => {
    if (locked) go(place, { replace: true })
  }, [locked, place, go])
  if (error && !data) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!data || locked || !isFetchedAfterMount) return <ScreenSkeleton />
  return (
    <Editor
      key={data.id}
      invoice={data}
      kind={type}
      reload={async () => (await refetch()).data}
      send={({ document, ...rest }) => (
        <Suspense>
          <SendQuote quote={document} {...rest} />
        </Suspense>
      )}
    />
  )
}

export const EditEstimate = () => <EditQuote type="estimate" />
export const EditProposal = () => <EditQuote type="proposal" />
