import { Button } from '@mantine/core'
import { DataList } from '#ui/list/row-list.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages, useRead } from '#ui/query.ts'
import { listPayments } from '../contract.ts'
import { paymentColumns } from './columns.tsx'
import { OnItsWay } from './on-its-way.tsx'
import classes from './payments.module.css'
import { RecordPaymentButton } from './record-payment-button.tsx'

/** On a client: what came in, latest first. */
export function ClientPayments({ clientId }: { clientId: string }) {
  const pages = usePages(listPayments, { clientId, limit: 50 })
  const coming = useRead(listPayments, { clientId, standing: 'pending', limit: 100 }).data?.items ?? []
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  return (
    <section className={classes.block} aria-label="Payments of this client">
      <div className={classes.creditHead}>
        <h2 className={classes.heading}>Payments</h2>
        <RecordPaymentButton clientId={clientId} variant="default" size="xs" />
      </div>
      <OnItsWay cents={coming.reduce((sum, one) => sum + one.amountCents, 0)} />
      {!pages.loading && pages.items.length === 0 ? (
        <p className="quiet">Nothing came in from this client yet.</p>
      ) : (
        <DataList
          label="Payments of this client"
          columns={paymentColumns({ client: false })}
          rows={pages.loading ? undefined : pages.items}
          stale={pages.stale}
          open={(payment) => `/payments/${payment.id}`}
        />
      )}
      {pages.more && (
        <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
    </section>
  )
}
