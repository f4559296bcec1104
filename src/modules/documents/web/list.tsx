import { IconClock, IconPlus, IconSend, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { ProjectPicker } from '#modules/projects/web/index.tsx'
import { useLive } from '#ui/events.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { toast } from '#ui/toast.tsx'
import { type InvoiceListItem, listInvoices } from '../contract.ts'
import { ClientName, ProjectName } from './choose.tsx'
import { invoiceColumns } from './columns.tsx'
import { stateOptions } from './words.ts'

const SendDrafts = lazy(async () => ({ default: (await import('./bulk-invoices.tsx')).SendDrafts }))
const DeleteDrafts = lazy(async () => ({ default: (await import('./bulk-invoices.tsx')).DeleteDrafts }))

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

type Asking = { act: 'send' | 'delete'; drafts: readonly InvoiceListItem[]; chosen: number; done: () => void }

/** Invoices, latest first. */
export function InvoiceList() {
  const [asking, setAsking] = useState<Asking | null>(null)
  useLive({ invoices: ['/invoices'], payments: ['/invoices'] })
  const ask = (act: Asking['act'], rows: readonly InvoiceListItem[], done: () => void): false => {
    const drafts = rows.filter((row) => row.state === 'draft')
    if (drafts.length === 0) toast.done('None of these is a draft')
    else setAsking({ act, drafts, chosen: rows.length, done })
    return false
  }
  return (
    <ListPage
      title="Invoices"
      menu={[deletedLink('invoices')]}
      endpoint={listInvoices}
      columns={invoiceColumns}
      sort="-issued"
      search="Number or client"
      filters={filters}
      csv
      bulk={[
        {
          label: 'Send drafts…',
          icon: IconSend,
          needs: 'documents:send',
          run: (rows, clear) => ask('send', rows, clear),
        },
        {
          label: 'Delete drafts…',
          icon: IconTrash,
          needs: 'documents:write',
          danger: true,
          run: (rows, clear) => ask('delete', rows, clear),
        },
      ]}
      primary={{ label: 'New invoice', icon: IconPlus, keys: 'n', needs: 'documents:write', to: '/invoices/new' }}
      secondary={[{ label: 'Bill time', icon: IconClock, needs: 'documents:write', to: '/invoices/from-time' }]}
      open={(invoice) => `/invoices/${invoice.id}`}
      empty={{
        title: 'No invoices yet',
        sentence: 'Invoices say what a client owes you. Draft one by hand, or from time that was approved.',
        action: { label: 'New invoice', needs: 'documents:write', to: '/invoices/new' },
        guide: '/help/invoices',
      }}
    >
      <Suspense>
        {asking?.act === 'send' && <SendDrafts {...asking} close={() => setAsking(null)} />}
        {asking?.act === 'delete' && <DeleteDrafts {...asking} close={() => setAsking(null)} />}
      </Suspense>
    </ListPage>
  )
}
