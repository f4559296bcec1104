import { lazy, Suspense, useState } from 'react'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { Day } from '#ui/page/when.tsx'
import { useRead } from '#ui/query.ts'
import { type CreditApplication, listCreditApplications } from '../contract.ts'
import classes from './payments.module.css'

const UndoApplication = lazy(async () => ({ default: (await import('./undo-application.tsx')).UndoApplication }))

/** On an invoice: what of it was paid from client credit, and taking that off again. Nothing when nothing was. */
export function InvoiceCredits({ invoiceId }: { invoiceId: string }) {
  const { data } = useRead(listCreditApplications, { invoiceId, limit: 100 })
  const [undoing, setUndoing] = useState<CreditApplication | null>(null)
  if (!data || data.items.length === 0) return null
  return (
    <section className={classes.block} aria-label="Client credit on this invoice">
      <h2 className={classes.heading}>From client credit</h2>
      <DataList
        label="Client credit on this invoice"
        columns={[
          { key: 'day', header: 'Applied', cell: (one) => <Day date={one.appliedOn} />, width: 130 },
          {
            key: 'undone',
            header: 'Undone',
            cell: (one) => one.reversal && <Day date={one.reversal.reversedOn} />,
          },
          {
            key: 'amount',
            header: 'Amount',
            align: 'right',
            width: 130,
            cell: (one) => <Money cents={one.amountCents} />,
            card: 'amount',
          },
        ]}
        rows={data.items}
        rowActions={(one) => [
          {
            label: 'Take off again…',
            needs: 'payments:write',
            hidden: one.reversal !== null,
            run: () => setUndoing(one),
          },
        ]}
      />
      <Suspense>
        {undoing && (
          <UndoApplication applied={{ ...undoing, applicationId: undoing.id }} close={() => setUndoing(null)} />
        )}
      </Suspense>
    </section>
  )
}
