import { IconArchive, IconArchiveOff, IconPencil, IconPlus } from '@tabler/icons-react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import type { Column } from '#ui/list/columns.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { Money } from '#ui/money/money.tsx'
import type { Action } from '#ui/page/action.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { toast } from '#ui/toast.tsx'
import { archiveClient, type ClientListItem, listClients, unarchiveClient } from '../contract.ts'

const filters: Filter[] = [
  { kind: 'choice', key: 'withBalance', label: 'Owes', options: [{ value: 'true', label: 'has a balance' }] },
  { kind: 'choice', key: 'withCredit', label: 'Credit', options: [{ value: 'true', label: 'has credit' }] },
  {
    kind: 'choice',
    key: 'state',
    label: 'Archived',
    options: [
      { value: 'archived', label: 'only archived' },
      { value: 'all', label: 'included' },
    ],
  },
]

const columns: Column<ClientListItem>[] = [
  { key: 'name', header: 'Client', cell: (client) => <Name client={client} />, sort: true },
  { key: 'email', header: 'E-mail', cell: (client) => client.email, optional: true, width: 260 },
  {
    key: 'createdAt',
    header: 'Added',
    cell: (client) => <When at={client.createdAt} relative />,
    sort: true,
    optional: 'off',
    width: 140,
    card: 'none',
  },
  {
    key: 'credit',
    header: 'Credit',
    cell: (client) => client.creditCents > 0 && <Money cents={client.creditCents} />,
    align: 'right',
    optional: true,
    width: 130,
    card: 'none',
  },
  {
    key: 'outstanding',
    header: 'Outstanding',
    cell: (client) => <Money cents={client.outstandingCents} zero="–" />,
    align: 'right',
    width: 150,
    card: 'amount',
  },
]

/** The company's clients, with what they owe. */
export function ClientList() {
  useLive({ clients: ['/clients'], invoices: ['/clients'], payments: ['/clients'] })
  const add: Action = { label: 'New client', icon: IconPlus, keys: 'n', needs: 'clients:write', to: '/clients/new' }
  return (
    <ListPage
      title="Clients"
      menu={[deletedLink('clients')]}
      endpoint={listClients}
      columns={columns}
      sort="name"
      search="Name, organization or e-mail"
      filters={filters}
      primary={add}
      open={(client) => `/clients/${client.id}`}
      rowActions={useRowActions()}
      empty={{
        title: 'No clients yet',
        sentence: 'Clients are who you work for and send invoices to. Add the first one to start a project for it.',
        action: { ...add, keys: undefined, icon: undefined },
        guide: '/help/clients',
      }}
    />
  )
}

function useRowActions(): (client: ClientListItem) => Action[] {
  const back = useCommand(unarchiveClient, { invalidates: ['/clients'], done: 'Client is back' })
  const archive = useCommand(archiveClient, {
    invalidates: ['/clients'],
    onDone: ({ id, displayName }) =>
      toast.done(`${displayName} archived`, { run: () => void back.run({ clientId: id }) }),
  })
  return ({ id, archivedAt }) => [
    { label: 'Edit', icon: IconPencil, to: `/clients/${id}/edit`, needs: 'clients:write' },
    archivedAt === null
      ? {
          label: 'Archive',
          icon: IconArchive,
          needs: 'clients:write',
          run: () => void archive.run({ clientId: id }),
        }
      : {
          label: 'Bring back',
          icon: IconArchiveOff,
          needs: 'clients:write',
          run: () => void back.run({ clientId: id }),
        },
  ]
}

function Name({ client }: { client: ClientListItem }) {
  const person = client.personName !== client.displayName && client.personName
  return (
    <>
      {client.displayName}
      {person && <span className="quiet"> {person}</span>}
      {client.archivedAt && (
        <span className="quiet">
          {' '}
          <StateDot state="archived" />
        </span>
      )}
    </>
  )
}
