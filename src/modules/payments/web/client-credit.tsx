import { Button, Group } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useLive } from '#ui/events.ts'
import { TextLink } from '#ui/link.tsx'
import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { Day } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { type CreditEntry, readClientCredit } from '../contract.ts'
import classes from './payments.module.css'
import type { AppliedCredit } from './undo-application.tsx'
import { creditWords } from './words.ts'

const ApplyCredit = lazy(async () => ({ default: (await import('./apply-credit.tsx')).ApplyCredit }))
const AdjustCredit = lazy(async () => ({ default: (await import('./adjust-credit.tsx')).AdjustCredit }))
const UndoApplication = lazy(async () => ({ default: (await import('./undo-application.tsx')).UndoApplication }))

/** A client's credit: what it is, where it came from, and using it. */
export function ClientCreditPanel({ clientId }: { clientId: string }) {
  const pages = usePages(readClientCredit, { clientId, limit: 50 })
  const [dialog, setDialog] = useState<'apply' | 'adjust' | AppliedCredit | null>(null)
  const close = () => setDialog(null)
  const mayApply = useCan('payments:write')
  const mayAdjust = useCan('payments:refund')
  useLive({ clients: ['/clients'], payments: ['/clients'] })
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  // The newest entry says what the client has now.
  const creditCents = pages.items[0]?.creditAfterCents ?? 0
  return (
    <section className={classes.block} aria-label="Client credit">
      <div className={classes.creditHead}>
        <div>
          <h2 className={classes.heading}>Client credit</h2>
          <span className={classes.creditNow}>
            <Money cents={creditCents} />
          </span>
        </div>
        <Group gap="xs">
          {mayAdjust && (
            <Button variant="default" onClick={() => setDialog('adjust')}>
              Adjust
            </Button>
          )}
          {mayApply && creditCents > 0 && <Button onClick={() => setDialog('apply')}>Apply to an invoice</Button>}
        </Group>
      </div>
      {!pages.loading && pages.items.length === 0 ? (
        <p className="quiet">
          No credit yet. What a client pays beyond the invoices is kept here, and pays a later one.
        </p>
      ) : (
        <DataList
          label="Credit ledger"
          columns={columns}
          rows={pages.loading ? undefined : pages.items}
          stale={pages.stale}
          rowActions={(entry) => [
            {
              label: 'Take off again…',
              needs: 'payments:write',
              hidden: entry.kind !== 'application' || entry.undone,
              run: () => setDialog(appliedOf(clientId, entry)),
            },
          ]}
        />
      )}
      {pages.more && (
        <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
      <Suspense>
        {dialog === 'apply' && <ApplyCredit clientId={clientId} creditCents={creditCents} close={close} />}
        {dialog === 'adjust' && <AdjustCredit clientId={clientId} creditCents={creditCents} close={close} />}
        {typeof dialog === 'object' && dialog && <UndoApplication applied={dialog} close={close} />}
      </Suspense>
    </section>
  )
}

const columns: Column<CreditEntry>[] = [
  { key: 'what', header: 'What', cell: (entry) => <What entry={entry} /> },
  { key: 'day', header: 'Day', cell: (entry) => <Day date={entry.occurredOn} />, width: 130 },
  {
    key: 'change',
    header: 'Change',
    cell: (entry) => <Money cents={entry.centsDelta} />,
    align: 'right',
    width: 130,
    card: 'amount',
  },
  {
    key: 'after',
    header: 'Credit',
    cell: (entry) => <Money cents={entry.creditAfterCents} />,
    align: 'right',
    width: 130,
    card: 'none',
  },
]

function appliedOf(clientId: string, entry: CreditEntry): AppliedCredit {
  return {
    ...{ clientId, applicationId: entry.sourceId, invoiceNumber: entry.invoice?.number ?? '' },
    ...{ appliedOn: entry.occurredOn, amountCents: -entry.centsDelta },
  }
}

function What({ entry }: { entry: CreditEntry }) {
  return (
    <>
      <Cause entry={entry} />
      {entry.undone && <span className="quiet"> (undone)</span>}
      {entry.reason && <span className={classes.due}>{entry.reason}</span>}
    </>
  )
}

function Cause({ entry }: { entry: CreditEntry }) {
  const { kind, invoice, paymentId } = entry
  if (invoice) {
    const words = kind === 'application' ? 'Applied to' : 'Taken off'
    return (
      <TextLink to={`/invoices/${invoice.id}`}>
        {words} {invoice.number}
      </TextLink>
    )
  }
  return paymentId ? <TextLink to={`/payments/${paymentId}`}>{creditWords[kind]}</TextLink> : creditWords[kind]
}
