import type { Column } from '#ui/list/columns.ts'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import type { RecurringBillListItem } from '../contract.ts'
import { recurringColours, rhythm } from './words.ts'

/** What a list of recurring bills shows; without the vendor's name where there is only one. */
export function planColumns({ vendor = true } = {}): Column<RecurringBillListItem>[] {
  const columns: Column<RecurringBillListItem>[] = [
    { key: 'name', header: 'Name', cell: (plan) => plan.name, sort: true },
    { key: 'vendor', header: 'Vendor', cell: (plan) => plan.vendorName, width: 200 },
    { key: 'rhythm', header: 'Comes', cell: (plan) => rhythm(plan), width: 230, optional: true },
    {
      key: 'next',
      header: 'Next',
      cell: (plan) => plan.state === 'active' && <Day date={plan.nextRunOn} />,
      width: 130,
    },
    {
      key: 'posts',
      header: 'Then',
      cell: (plan) => (plan.posts ? 'Posted' : 'Left as a draft'),
      width: 130,
      optional: true,
      card: 'none',
    },
    {
      key: 'state',
      header: 'State',
      cell: (plan) => (
        <StateDot
          state={plan.state}
          label={plan.problem ? 'Needs a look' : undefined}
          colour={plan.problem ? 'amber' : recurringColours[plan.state]}
        />
      ),
      width: 130,
    },
    {
      key: 'total',
      header: 'Each',
      align: 'right',
      cell: (plan) => <Money cents={plan.totalCents} />,
      width: 120,
      card: 'amount',
    },
  ]
  return columns.filter((column) => vendor || column.key !== 'vendor')
}
