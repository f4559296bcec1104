import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { readInvoice } from '../contract.ts'
import { Editor } from './editor.tsx'

/** Only when somebody sends. */
const SendInvoice = lazy(async () => ({ default: (await import('./send-invoice.tsx')).SendInvoice }))

/** A draft as paper. What was sent is only shown. */
export function EditInvoice() {
  const { invoiceId } = useParams({ strict: false }) as { invoiceId: string }
  const go = useGo()
  const { data, error, refetch, isFetchedAfterMount } = useRead(readInvoice, { invoiceId }, { staleMs: 0 })
  const locked = data !== undefined && data.state !== 'draft'
  useEffect(() => {
    if (locked) go(`/invoices/${invoiceId}`, { replace: true })
  }, [locked, invoiceId, go])
  if (error && !data) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  // An old answer has an old revision: wait for this one.
  if (!data || locked || !isFetchedAfterMount) return <ScreenSkeleton />
  return (
    <Editor
      key={data.id}
      invoice={data}
      kind="invoice"
      reload={async () => (await refetch()).data}
      send={({ document, ...rest }) => (
        <Suspense>
          <SendInvoice invoice={document} {...rest} />
        </Suspense>
      )}
    />
  )
}
