import { Button, Skeleton } from '@mantine/core'
import { IconDownload, IconFileTypePdf, IconLink, IconMail, IconPrinter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { addMonths, startOfMonth } from '#kernel/calendar.ts'
import { fileUrl } from '#ui/api.ts'
import { useLive } from '#ui/events.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ActionMenu } from '#ui/page/action.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useCan, useCompanyId } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import { readStatement, readStatementPdf } from '../contract.ts'
import classes from './collections.module.css'
import { StatementPaper } from './statement-paper.tsx'
import { StatementSends } from './statement-sends.tsx'

const StatementLink = lazy(async () => ({ default: (await import('./statement-link.tsx')).StatementLink }))
const SendStatement = lazy(async () => ({ default: (await import('./send-statement.tsx')).SendStatement }))

/** On a client: its statement over a period, on paper, and the ones that went out. */
export function ClientStatement({ clientId }: { clientId: string }) {
  const { today } = useFormat()
  const [url, setUrl] = useUrl({ from: '', to: '', knownAt: '' })
  const to = url.to || today()
  const from = url.from || startOfMonth(addMonths(to, -2))
  const [sending, setSending] = useState(false)
  const [linking, setLinking] = useState(false)
  const companyId = useCompanyId()
  const asked = { clientId, from, to, ...(url.knownAt ? { knownAt: url.knownAt } : {}) }
  const { data, error, refetch, isPlaceholderData } = useRead(readStatement, asked, { keep: true })
  useLive({ invoices: ['/clients'], payments: ['/clients'], collections: ['/clients'] })
  const maySend = useCan('documents:send')
  return (
    <section className={classes.block} aria-label="Statement">
      <div className={`${classes.head} ${classes.noPrint}`}>
        <div className={classes.controls}>
          <DateInput label="From" size="xs" w={148} value={from} onChange={(day) => setUrl({ from: day ?? '' })} />
          <DateInput label="Until" size="xs" w={148} value={to} onChange={(day) => setUrl({ to: day ?? '' })} />
          <DateInput
            label="As known on"
            placeholder="Now"
            clearable
            clearButtonProps={{ 'aria-label': 'As known now' }}
            size="xs"
            w={148}
            value={url.knownAt || null}
            onChange={(day) => setUrl({ knownAt: day ?? '' })}
          />
        </div>
        <div className={classes.controls}>
          <ActionMenu
            actions={[
              { label: 'Print', icon: IconPrinter, run: () => window.print() },
              { label: 'Public link', icon: IconLink, needs: 'documents:send', run: () => setLinking(true) },
              { label: 'PDF', icon: IconFileTypePdf, href: fileUrl(readStatementPdf, asked, companyId) },
              {
                label: 'CSV',
                icon: IconDownload,
                href: fileUrl(readStatement, { ...asked, format: 'csv' }, companyId),
              },
            ]}
            target={
              <Button variant="default" size="xs">
                Print, save or share
              </Button>
            }
          />
          {maySend && (
            <Button size="xs" leftSection={<IconMail size={14} />} onClick={() => setSending(true)}>
              Send
            </Button>
          )}
        </div>
      </div>
      {error ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : data ? (
        <StatementPaper statement={data} stale={isPlaceholderData} />
      ) : (
        <Skeleton h={320} />
      )}
      <div className={classes.noPrint}>
        <StatementSends clientId={clientId} />
      </div>
      <Suspense>
        {linking && <StatementLink clientId={clientId} from={from} to={to} close={() => setLinking(false)} />}
        {sending && data && (
          <SendStatement clientId={clientId} from={from} to={to} statement={data} close={() => setSending(false)} />
        )}
      </Suspense>
    </section>
  )
}
