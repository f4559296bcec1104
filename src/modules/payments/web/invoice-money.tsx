import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { readInvoice } from '#modules/documents/contract.ts'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { listPayments, readClientCredit } from '../contract.ts'
import { paymentColumns } from './columns.tsx'
import { InvoiceCredits } from './invoice-credits.tsx'
import { OnItsWay } from './on-its-way.tsx'
import classes from './payments.module.css'
import { RecordPaymentButton } from './record-payment-button.tsx'

const ApplyCredit = lazy(async () => ({ default: (await import('./apply-credit.tsx')).ApplyCredit }))

/** On an invoice that was sent: what came in for it, and what to do about the rest. */
export function InvoiceMoney({ invoiceId }: { invoiceId: string }) {
  const invoice = useRead(readInvoice, { invoiceId }).data
  const payments = useRead(listPayments, { invoiceId, limit: 100 })
  const may = useCan('payments:write')
  useLive({ payments: ['/payments'] })
  if (!invoice || invoice.state === 'draft' || invoice.state === 'void') return null
  const rows = payments.data?.items.map((payment) => ({
    ...payment,
    // Here the amount is what this invoice got.
    amountCents: payment.invoices.find((one) => one.id === invoiceId)?.amountCents ?? 0,
  }))
  const coming = rows?.filter((one) => one.state === 'pending').reduce((sum, one) => sum + one.amountCents, 0) ?? 0
  return (
    <section className={classes.block} aria-label="Payments of this invoice">
      <div className={classes.creditHead}>
        <h2 className={classes.heading}>Payments</h2>
        {may && invoice.balanceDueCents > 0 && (
          <RecordPaymentButton clientId={invoice.clientId} invoiceId={invoiceId} variant="default" size="xs" />
        )}
      </div>
      <OnItsWay cents={coming} />
      {rows?.length === 0 ? (
        <p className="quiet">Nothing came in yet.</p>
      ) : (
        <DataList
          label="Payments of this invoice"
          columns={paymentColumns({ client: false }).filter((one) => !['invoices', 'credit'].includes(one.key))}
          rows={rows}
          open={(payment) => `/payments/${payment.id}`}
        />
      )}
      <InvoiceCredits invoiceId={invoiceId} />
      {may && invoice.balanceDueCents > 0 && <CreditHint clientId={invoice.clientId} invoiceId={invoiceId} />}
    </section>
  )
}

/** Says that the client has credit that would pay this. */
function CreditHint({ clientId, invoiceId }: { clientId: string; invoiceId: string }) {
  const format = useFormat()
  const [applying, setApplying] = useState(false)
  const credit = useRead(readClientCredit, { clientId, limit: 1 }).data
  if (!credit || credit.creditCents === 0) return null
  return (
    <div className={classes.hint}>
      <span>
        {credit.clientName} has <Money cents={credit.creditCents} strong /> of credit.
      </span>
      <Button variant="subtle" size="compact-sm" onClick={() => setApplying(true)}>
        Apply {format.money(credit.creditCents)}
      </Button>
      <Suspense>
        {applying && (
          <ApplyCredit
            clientId={clientId}
            invoiceId={invoiceId}
            creditCents={credit.creditCents}
            close={() => setApplying(false)}
          />
        )}
      </Suspense>
    </div>
  )
}
