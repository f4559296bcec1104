import { IconArchive, IconArchiveOff, IconPencil, IconPlus } from '@tabler/icons-react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import type { Column } from '#ui/list/columns.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { Money } from '#ui/money/money.tsx'
import type { Action } from '#ui/page/action.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { toast } from '#ui/toast.tsx'
import { archiveVendor, listVendors, unarchiveVendor, type VendorListItem } from '../contract.ts'
import { termsText } from './words.ts'

const filters: Filter[] = [
  { kind: 'choice', key: 'withBalance', label: 'Owed', options: [{ value: 'true', label: 'has open bills' }] },
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

const columns: Column<VendorListItem>[] = [
  { key: 'name', header: 'Vendor', cell: (vendor) => <Name vendor={vendor} />, sort: true },
  { key: 'email', header: 'E-mail', cell: (vendor) => vendor.email, optional: true, width: 260 },
  {
    key: 'terms',
    header: 'Terms',
    cell: (vendor) => termsText(vendor.paymentTermsDays),
    optional: true,
    width: 160,
    card: 'none',
  },
  {
    key: 'overdue',
    header: 'Overdue',
    cell: (vendor) => vendor.overdueCents > 0 && <Money cents={vendor.overdueCents} />,
    align: 'right',
    width: 130,
    card: 'none',
  },
  {
    key: 'owed',
    header: 'Owed',
    cell: (vendor) => <Money cents={vendor.owedCents} zero="–" />,
    align: 'right',
    width: 140,
    card: 'amount',
  },
]

/** Whom the company buys from, and what is owed to them. */
export function VendorList() {
  useLive({ vendors: ['/vendors'], bills: ['/vendors'] })
  const add: Action = { label: 'New vendor', icon: IconPlus, keys: 'n', needs: 'payables:write', to: '/vendors/new' }
  return (
    <ListPage
      title="Vendors"
      endpoint={listVendors}
      columns={columns}
      sort="name"
      search="Name or e-mail"
      filters={filters}
      primary={add}
      open={(vendor) => `/vendors/${vendor.id}`}
      rowActions={useRowActions()}
      empty={{
        title: 'No vendors yet',
        sentence: 'Vendors are whom you buy from. Their terms and usual account fill in their next bill.',
        action: { ...add, keys: undefined, icon: undefined },
        guide: '/help/payables',
      }}
    />
  )
}

function useRowActions(): (vendor: VendorListItem) => Action[] {
  const back = useCommand(unarchiveVendor, { invalidates: ['/vendors'], done: 'Vendor is back' })
  const archive = useCommand(archiveVendor, {
    invalidates: ['/vendors'],
    onDone: ({ id, name }) => toast.done(`${name} archived`, { run: () => void back.run({ vendorId: id }) }),
  })
  const needs = 'payables:write' as const
  return ({ id, archivedAt }) => [
    { label: 'Edit', icon: IconPencil, to: `/vendors/${id}/edit`, needs },
    archivedAt === null
      ? { label: 'Archive', icon: IconArchive, needs, run: () => void archive.run({ vendorId: id }) }
      : { label: 'Bring back', icon: IconArchiveOff, needs, run: () => void back.run({ vendorId: id }) },
  ]
}

function Name({ vendor }: { vendor: VendorListItem }) {
  return (
    <>
      {vendor.name} {vendor.archivedAt && <StateDot state="archived" />}
    </>
  )
}
