import { Button } from '@mantine/core'
import { useState } from 'react'
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
import { ApplyCredit } from './apply-credit.tsx'
import classes from './payments.module.css'
import { creditWords } from './words.ts'

/** A client's credit: what it is, where it came from, and using it. */
export function ClientCreditPanel({ clientId }: { clientId: string }) {
  const pages = usePages(readClientCredit, { clientId, limit: 50 })
  const [applying, setApplying] = useState(false)
  const may = useCan('payments:write')
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
        {may && creditCents > 0 && <Button onClick={() => setApplying(true)}>Apply to an invoice</Button>}
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
        />
      )}
      {pages.more && (
        <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
      {applying && <ApplyCredit clientId={clientId} creditCents={creditCents} close={() => setApplying(false)} />}
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

function What({ entry }: { entry: CreditEntry }) {
  if (entry.invoice) {
    return <TextLink to={`/invoices/${entry.invoice.id}`}>Applied to {entry.invoice.number}</TextLink>
  }
  const paid = entry.kind === 'overpayment' || entry.kind === 'payment_reversal'
  return paid ? (
    <TextLink to={`/payments/${entry.sourceId}`}>{creditWords[entry.kind]}</TextLink>
  ) : (
    creditWords[entry.kind]
  )
}
