import { IconPlus } from '@tabler/icons-react'
import { useLive } from '#ui/events.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import type { Action } from '#ui/page/action.tsx'
import { listRecurringBills } from '../contract.ts'
import { planColumns } from './plan-columns.tsx'

const filters: Filter[] = [
  {
    kind: 'choice',
    key: 'state',
    label: 'State',
    options: [
      { value: 'active', label: 'Active' },
      { value: 'paused', label: 'Paused' },
      { value: 'ended', label: 'Ended' },
    ],
  },
]

/** Bills that come back: rent, subscriptions, insurance. */
export function RecurringBillList() {
  useLive({ recurringBills: ['/recurring-bills'] })
  const add: Action = {
    label: 'New recurring bill',
    icon: IconPlus,
    keys: 'n',
    needs: 'payables:write',
    to: '/recurring-bills/new',
  }
  return (
    <ListPage
      title="Recurring bills"
      endpoint={listRecurringBills}
      columns={planColumns()}
      sort="name"
      search={false}
      filters={filters}
      primary={add}
      open={(plan) => `/recurring-bills/${plan.id}`}
      empty={{
        title: 'No bill comes back yet',
        sentence: 'Rent, insurance, subscriptions: say once what comes and when, and the bill is made on its day.',
        action: { ...add, keys: undefined, icon: undefined },
        guide: '/help/payables',
      }}
    />
  )
}
