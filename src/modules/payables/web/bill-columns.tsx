import type { Column } from '#ui/list/columns.ts'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import type { BillListItem } from '../contract.ts'
import { stateColours, stateWords } from './words.ts'

/** What a list of bills shows; without the vendor's name where there is only one. */
export function billColumns({ vendor = true } = {}): Column<BillListItem>[] {
  const columns: Column<BillListItem>[] = [
    { key: 'vendor', header: 'Vendor', cell: (bill) => bill.vendorName },
    {
      key: 'number',
      header: 'Number',
      cell: (bill) => bill.number ?? <span className="quiet">No number</span>,
      width: 150,
    },
    {
      key: 'billed',
      header: 'Date',
      cell: (bill) => <Day date={bill.billedOn} />,
      sort: true,
      width: 130,
      optional: true,
      card: 'none',
    },
    { key: 'due', header: 'Due', cell: (bill) => <Day date={bill.dueOn} />, sort: true, width: 130 },
    { key: 'state', header: 'State', cell: (bill) => <BillState bill={bill} />, width: 130 },
    {
      key: 'total',
      header: 'Total',
      cell: (bill) => <Money cents={bill.totalCents} />,
      align: 'right',
      sort: true,
      width: 130,
      optional: true,
      card: 'none',
    },
    {
      key: 'balance',
      header: 'To pay',
      cell: (bill) => <Money cents={bill.state === 'draft' ? bill.totalCents : bill.balanceDueCents} zero="–" />,
      align: 'right',
      width: 130,
      card: 'amount',
    },
  ]
  return columns.filter((column) => vendor || column.key !== 'vendor')
}

export function BillState({ bill }: { bill: Pick<BillListItem, 'displayState'> }) {
  return (
    <StateDot
      state={bill.displayState}
      label={stateWords[bill.displayState]}
      colour={stateColours[bill.displayState]}
    />
  )
}
