import { IconPlus } from '@tabler/icons-react'
import { readClient } from '#modules/clients/contract.ts'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { useLive } from '#ui/events.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { useRead } from '#ui/query.ts'
import { listCreditNotes } from '../contract.ts'
import { noteColumns } from './columns.tsx'
import { stateOptions } from './words.ts'

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
  { kind: 'period', label: 'Date' },
]

/** Credit notes, latest first. */
export function CreditNoteList() {
  useLive({ 'credit-notes': ['/credit-notes'] })
  return (
    <ListPage
      title="Credit notes"
      menu={[deletedLink('credit-notes')]}
      endpoint={listCreditNotes}
      columns={noteColumns()}
      search="Number or client"
      filters={filters}
      csv
      primary={{
        label: 'New credit note',
        icon: IconPlus,
        keys: 'n',
        needs: 'documents:write',
        to: '/credit-notes/new',
      }}
      open={(note) => `/credit-notes/${note.id}`}
      empty={{
        title: 'No credit notes yet',
        sentence:
          'A credit note takes back a part of an invoice that was sent, or all of it. To change an invoice, open it and choose Correct.',
        action: { label: 'New credit note', needs: 'documents:write', to: '/credit-notes/new' },
        guide: '/help/corrections',
      }}
    />
  )
}

function ClientName({ id }: { id: string }) {
  return useRead(readClient, { clientId: id }).data?.displayName ?? '…'
}
