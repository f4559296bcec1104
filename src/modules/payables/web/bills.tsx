import { IconPlus } from '@tabler/icons-react'
import { useLive } from '#ui/events.ts'
import { RecordSelect } from '#ui/form/record-select.tsx'
import { deletedLink } from '#ui/list/deleted-link.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import type { Action } from '#ui/page/action.tsx'
import { useRead } from '#ui/query.ts'
import { listBills, listVendors, readVendor } from '../contract.ts'
import { billColumns } from './bill-columns.tsx'

const filters: Filter[] = [
  {
    kind: 'choice',
    key: 'state',
    label: 'State',
    options: [
      { value: 'open', label: 'Open' },
      { value: 'overdue', label: 'Overdue' },
      { value: 'draft', label: 'Draft' },
      { value: 'paid', label: 'Paid' },
      { value: 'void', label: 'Void' },
    ],
  },
  { kind: 'period', label: 'Date' },
  {
    kind: 'own',
    key: 'vendorId',
    label: 'Vendor',
    text: (value) => <VendorName id={value} />,
    render: ({ value, onChange }) => (
      <RecordSelect
        endpoint={listVendors}
        input={{ state: 'all' }}
        name={(row) => row.name}
        label="Vendor"
        value={value}
        onChange={(id) => onChange(id ?? '')}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
    ),
  },
]

/** Bills of vendors. */
export function BillList() {
  useLive({ bills: ['/bills'], vendors: ['/bills'] })
  const add: Action = { label: 'New bill', icon: IconPlus, keys: 'n', needs: 'payables:write', to: '/bills/new' }
  return (
    <ListPage
      title="Bills"
      endpoint={listBills}
      columns={billColumns()}
      sort="-billed"
      search="Number or vendor"
      filters={filters}
      csv
      primary={add}
      menu={[{ label: 'Payables by age', to: '/reports/ap-aging', needs: 'financials:read' }, deletedLink('bills')]}
      open={(bill) => `/bills/${bill.id}`}
      rowActions={(bill) => [
        { label: 'Edit', to: `/bills/${bill.id}/edit`, needs: 'payables:write', hidden: bill.state !== 'draft' },
        {
          label: 'Pay',
          to: `/bills/${bill.id}?do=pay`,
          needs: 'payables:write',
          hidden: bill.balanceDueCents === 0,
        },
      ]}
      empty={{
        title: 'No bills yet',
        sentence: 'Bills are what vendors ask you to pay. Enter one to see what is due when, and what it cost.',
        action: { ...add, keys: undefined, icon: undefined },
        guide: '/help/payables',
      }}
    />
  )
}

function VendorName({ id }: { id: string }) {
  return useRead(readVendor, { vendorId: id }).data?.name ?? '…'
}
