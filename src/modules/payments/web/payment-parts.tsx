import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { Day } from '#ui/page/when.tsx'
import type { PaymentDetail } from '../contract.ts'
import classes from './payments.module.css'

/** Has it not arrived: then it is only meant for invoices. */
export const notArrived = ({ state }: Pick<PaymentDetail, 'state'>) => state === 'pending' || state === 'failed'

/** The figures above a payment; `write` writes an amount. */
export function figuresOf(payment: PaymentDetail, write: (cents: number) => string) {
  const paid = notArrived(payment) ? payment.meantFor : payment.allocations
  const toInvoices = {
    label: notArrived(payment) ? 'Meant for invoices' : 'To invoices',
    cents: paid.reduce((sum, one) => sum + one.amountCents, 0),
    note: paid.length > 1 ? `${paid.length} invoices` : paid[0]?.invoiceNumber,
  }
  const amount = { label: 'Amount', cents: payment.amountCents }
  if (notArrived(payment)) return [amount, toInvoices]
  const credit = {
    label: 'To client credit',
    cents: payment.creditedCents,
    to: `/clients/${payment.clientId}?tab=credit`,
  }
  const fee = {
    label: 'Processing fee',
    cents: payment.feeCents,
    note: `${write(payment.amountCents - payment.feeCents)} net`,
  }
  const refunded = { label: 'Refunded', cents: payment.refundedCents, tone: 'red' as const }
  return [
    ...[amount, toInvoices, credit],
    ...(payment.feeCents > 0 ? [fee] : []),
    ...(payment.refundedCents > 0 ? [refunded] : []),
  ]
}

/** Which invoices it paid, or is meant for. */
export function WhatItPaid({ payment }: { payment: PaymentDetail }) {
  const waits = notArrived(payment)
  const title = waits ? 'What it is meant for' : 'What it paid'
  const rows = waits ? payment.meantFor : payment.allocations
  return (
    <section className={classes.block}>
      {payment.state === 'pending' && (
        <div className={classes.hint} role="status">
          <span>
            <strong>
              On its way since <Day date={payment.announcedOn} />.
            </strong>{' '}
            It is not in the books and pays nothing until it arrives.
          </span>
        </div>
      )}
      <h2 className={classes.heading}>{title}</h2>
      {rows.length === 0 ? (
        <p className="quiet">
          {waits ? 'No invoice. All of it would become client credit.' : 'No invoice. All of it became client credit.'}
        </p>
      ) : (
        <DataList
          label={title}
          columns={[
            { key: 'invoice', header: 'Invoice', cell: (row) => row.invoiceNumber },
            ...(payment.refundedCents > 0 ? [refundedColumn] : []),
            { key: 'amount', header: 'Amount', align: 'right', cell: (row) => <Money cents={row.amountCents} /> },
          ]}
          rows={rows.map((one) => ({ refundedCents: 0, ...one, id: one.invoiceId }))}
          open={(row) => `/invoices/${row.invoiceId}`}
        />
      )}
    </section>
  )
}

type Row = PaymentDetail['allocations'][number] & { id: string }

const refundedColumn: Column<Row> = {
  key: 'refunded',
  header: 'Refunded',
  align: 'right',
  cell: (row) => row.refundedCents > 0 && <Money cents={row.refundedCents} />,
  card: 'none',
}
