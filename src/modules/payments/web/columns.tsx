import type { Column } from '#ui/list/columns.ts'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import type { PaymentListItem } from '../contract.ts'
import { standingOf } from '../domain/index.ts'
import { methodName, standingColours, standingWords } from './words.ts'

/** What a list of payments shows; without the client's name where there is only one. */
export function paymentColumns({ client = true } = {}): Column<PaymentListItem>[] {
  const columns: Column<PaymentListItem>[] = [
    { key: 'client', header: 'Client', cell: (payment) => payment.clientName },
    { key: 'receivedOn', header: 'Received', cell: (payment) => <Day date={payment.receivedOn} />, width: 130 },
    { key: 'method', header: 'Method', cell: (payment) => methodName(payment.method), optional: true, width: 170 },
    {
      key: 'reference',
      header: 'Reference',
      cell: (payment) => payment.reference,
      optional: true,
      width: 160,
      card: 'none',
    },
    {
      key: 'invoices',
      header: 'Paid',
      cell: (payment) => <Paid payment={payment} />,
      optional: true,
      width: 220,
    },
    {
      key: 'credit',
      header: 'To credit',
      cell: (payment) => payment.creditedCents > 0 && <Money cents={payment.creditedCents} />,
      align: 'right',
      optional: true,
      width: 110,
      card: 'none',
    },
    {
      key: 'state',
      header: 'State',
      cell: (payment) => <PaymentState payment={payment} />,
      width: 120,
    },
    {
      key: 'amount',
      header: 'Amount',
      cell: (payment) => <Money cents={payment.amountCents} />,
      align: 'right',
      width: 130,
      card: 'amount',
    },
  ]
  return columns.filter((column) => client || column.key !== 'client')
}

/** Received, unless something became of it. */
export function PaymentState({
  payment,
}: {
  payment: Pick<PaymentListItem, 'state' | 'refundedCents' | 'amountCents'>
}) {
  const standing = standingOf(payment)
  return <StateDot state={standing} label={standingWords[standing]} colour={standingColours[standing]} />
}

function Paid({ payment }: { payment: PaymentListItem }) {
  const [first, ...others] = payment.invoices
  if (!first) return payment.creditedCents > 0 && <span className="quiet">Client credit</span>
  return (
    <>
      <span className="tnum">{first.number}</span>
      {others.length > 0 && <span className="quiet"> and {others.length} more</span>}
    </>
  )
}
