import { IconPlus } from '@tabler/icons-react'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { useLive } from '#ui/events.ts'
import type { Column } from '#ui/list/columns.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import { type QuoteListItem, quotes } from '../../contract.ts'
import type { QuoteType } from '../../domain/quote.ts'
import { ClientName } from '../choose.tsx'
import { DeliveryState } from '../columns.tsx'
import { kinds } from '../kinds.ts'
import { colourOf, stateOptions } from './words.ts'

const columns: Column<QuoteListItem>[] = [
  {
    key: 'number',
    header: 'Number',
    cell: (row) =>
      row.number === null ? <span className="quiet">Draft</span> : <span className="tnum">{row.number}</span>,
    sort: true,
    width: 140,
    card: 'line',
  },
  { key: 'client', header: 'Client', cell: (row) => row.clientName, card: 'title' },
  { key: 'issued', header: 'Issued', cell: (row) => <Day date={row.issuedOn} />, sort: true, width: 130, card: 'none' },
  { key: 'until', header: 'Valid until', cell: (row) => <Day date={row.validUntil} />, optional: true, width: 130 },
  {
    key: 'total',
    header: 'Total',
    cell: (row) => <Money cents={row.totalCents} />,
    sort: true,
    align: 'right',
    width: 130,
    card: 'amount',
  },
  {
    key: 'state',
    header: 'State',
    cell: (row) => <StateDot state={row.displayState} colour={colourOf(row.displayState)} />,
    width: 130,
  },
  {
    key: 'delivery',
    header: 'E-mail',
    cell: (row) => <DeliveryState state={row.deliveryState} />,
    optional: true,
    width: 140,
    card: 'none',
  },
]

const filters: Filter[] = [
  { kind: 'choice', key: 'state', label: 'State', options: stateOptions },
  {
    kind: 'own',
    key: 'clientId',
    label: 'Client',
    text: (value) => <ClientName id={value} />,
    render: ({ value, onChange }) => (
      <ClientPicker
        value={value || null}
        onChange={(id) => onChange(id ?? '')}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
    ),
  },
  { kind: 'period', label: 'Issued' },
]

const sentences = {
  estimate: 'Estimates say what work will cost. Your client accepts by a link, and the estimate becomes the invoice.',
  proposal: 'Proposals say what you would do and what it costs. Your client accepts by a link.',
}

/** Estimates or proposals, latest first. */
function QuoteList({ type }: { type: QuoteType }) {
  const { many, path, one } = kinds[type]
  useLive({ quotes: [path] })
  const create = { label: `New ${one}`, needs: 'documents:write', to: `${path}/new` } as const
  return (
    <ListPage
      title={many}
      menu={[deletedLink('quotes')]}
      endpoint={quotes[type].list}
      columns={columns}
      sort="-issued"
      search="Number or client"
      filters={filters}
      csv
      primary={{ ...create, icon: IconPlus, keys: 'n' }}
      open={(row) => `${path}/${row.id}`}
      empty={{
        title: `No ${many.toLowerCase()} yet`,
        sentence: sentences[type],
        action: create,
        guide: '/help/estimates',
      }}
    />
  )
}

export const EstimateList = () => <QuoteList type="estimate" />
export const ProposalList = () => <QuoteList type="proposal" />
