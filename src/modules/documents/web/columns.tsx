import type { Column } from '#ui/list/columns.ts'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import type { Invoice, InvoiceListItem } from '../contract.ts'
import { deliveryWord, stateWord } from './words.ts'

export const invoiceColumns: Column<InvoiceListItem>[] = [
  {
    key: 'number',
    header: 'Number',
    cell: (invoice) =>
      invoice.number === null ? <span className="quiet">Draft</span> : <span className="tnum">{invoice.number}</span>,
    sort: true,
    width: 130,
    card: 'line',
  },
  { key: 'client', header: 'Client', cell: (invoice) => invoice.clientName, card: 'title' },
  {
    key: 'issued',
    header: 'Issued',
    cell: (invoice) => <Day date={invoice.issuedOn} />,
    sort: true,
    width: 130,
    card: 'none',
  },
  {
    key: 'due',
    header: 'Due',
    cell: (invoice) => <Day date={invoice.dueOn} />,
    sort: true,
    optional: true,
    width: 130,
  },
  {
    key: 'total',
    header: 'Total',
    cell: (invoice) => <Money cents={invoice.totalCents} />,
    sort: true,
    align: 'right',
    width: 130,
    card: 'amount',
  },
  {
    key: 'balance',
    header: 'Balance',
    cell: (invoice) => <Money cents={invoice.balanceDueCents} zero="–" />,
    align: 'right',
    optional: true,
    width: 130,
    card: 'none',
  },
  { key: 'state', header: 'State', cell: (invoice) => <InvoiceState state={invoice.displayState} />, width: 130 },
  {
    key: 'delivery',
    header: 'E-mail',
    cell: (invoice) => <DeliveryState state={invoice.deliveryState} />,
    optional: true,
    width: 140,
    card: 'none',
  },
]

export function InvoiceState({ state }: { state: InvoiceListItem['displayState'] }) {
  return <StateDot state={state} label={stateWord(state)} colour={state === 'reopened' ? 'amber' : undefined} />
}

export function DeliveryState({ state }: { state: Invoice['deliveryState'] }) {
  if (state === null) return null
  return <StateDot state={state} label={deliveryWord(state)} colour={state === 'sent' ? 'green' : undefined} />
}
