import { IconClock, IconPlus } from '@tabler/icons-react'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { ProjectPicker } from '#modules/projects/web/index.tsx'
import { useLive } from '#ui/events.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { listInvoices } from '../contract.ts'
import { ClientName, ProjectName } from './choose.tsx'
import { invoiceColumns } from './columns.tsx'
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
  {
    kind: 'own',
    key: 'projectId',
    label: 'Project',
    text: (value) => <ProjectName id={value} />,
    render: ({ value, onChange }) => (
      <ProjectPicker
        state="all"
        value={value || null}
        onChange={(id) => onChange(id ?? '')}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
    ),
  },
  { kind: 'period', label: 'Issued' },
]

/** Invoices, latest first. */
export function InvoiceList() {
  useLive({ invoices: ['/invoices'], payments: ['/invoices'] })
  return (
    <ListPage
      title="Invoices"
      menu={[deletedLink('invoices')]}
      endpoint={listInvoices}
      columns={invoiceColumns}
      sort="-issued"
      search="Number or client"
      filters={filters}
      primary={{ label: 'New invoice', icon: IconPlus, keys: 'n', needs: 'documents:write', to: '/invoices/new' }}
      secondary={[{ label: 'Bill time', icon: IconClock, needs: 'documents:write', to: '/invoices/from-time' }]}
      open={(invoice) => `/invoices/${invoice.id}`}
      empty={{
        title: 'No invoices yet',
        sentence: 'Invoices say what a client owes you. Draft one by hand, or from time that was approved.',
        action: { label: 'New invoice', needs: 'documents:write', to: '/invoices/new' },
        guide: '/help/invoices',
      }}
    />
  )
}
