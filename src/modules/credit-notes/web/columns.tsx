import type { Column } from '#ui/list/columns.ts'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import type { CreditNoteListItem } from '../contract.ts'

type Key = 'number' | 'client' | 'invoice' | 'issued' | 'credited' | 'state' | 'total'

const columns: (Column<CreditNoteListItem> & { key: Key })[] = [
  {
    key: 'number',
    header: 'Number',
    cell: (note) =>
      note.number === null ? <span className="quiet">Draft</span> : <span className="tnum">{note.number}</span>,
    width: 150,
    card: 'line',
  },
  { key: 'client', header: 'Client', cell: (note) => note.clientName, card: 'title' },
  {
    key: 'invoice',
    header: 'Invoice',
    cell: (note) => <span className="tnum">{note.invoiceNumber}</span>,
    width: 140,
    card: 'none',
  },
  { key: 'issued', header: 'Date', cell: (note) => <Day date={note.issuedOn} />, width: 130, card: 'none' },
  {
    key: 'credited',
    header: 'To credit',
    cell: (note) => note.creditedCents > 0 && <Money cents={note.creditedCents} />,
    align: 'right',
    optional: true,
    width: 120,
    card: 'none',
  },
  { key: 'state', header: 'State', cell: (note) => <StateDot state={note.state} />, width: 120 },
  {
    key: 'total',
    header: 'Amount',
    cell: (note) => <Money cents={note.totalCents} />,
    align: 'right',
    width: 130,
    card: 'amount',
  },
]

/** What a list of credit notes shows, without what all of its rows have in common. */
export function noteColumns(...without: Key[]): Column<CreditNoteListItem>[] {
  return columns.filter((column) => !without.includes(column.key))
}
