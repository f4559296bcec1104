import { IconPlus } from '@tabler/icons-react'
import { useLive } from '#ui/events.ts'
import type { Column } from '#ui/list/columns.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import { ListPage } from '#ui/list/list-page.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import { listPlans, type PlanListItem } from '../contract.ts'
import { planState, rhythmText } from './words.ts'

const columns: Column<PlanListItem>[] = [
  { key: 'name', header: 'Plan', cell: (plan) => plan.name, sort: true, card: 'title' },
  { key: 'client', header: 'Client', cell: (plan) => plan.clientName },
  { key: 'state', header: 'State', cell: (plan) => <StateDot {...planState(plan)} />, width: 150 },
  { key: 'rhythm', header: 'How often', cell: rhythmText, width: 200 },
  {
    key: 'next',
    header: 'Next invoice',
    cell: (plan) => (plan.nextRunOn && plan.state === 'active' ? <Day date={plan.nextRunOn} /> : '–'),
    width: 140,
  },
  {
    key: 'total',
    header: 'Amount',
    cell: (plan) => <Money cents={plan.totalCents} />,
    align: 'right',
    width: 130,
    card: 'amount',
  },
]

const states = [
  { value: 'active', label: 'Active' },
  { value: 'paused', label: 'Paused' },
  { value: 'ended', label: 'Ended' },
  { value: 'failing', label: 'Needs attention' },
]

/** All plans, by name. */
export function PlanList() {
  useLive({ 'recurring-plans': ['/recurring-plans'] })
  const create = { label: 'New plan', icon: IconPlus, to: '/recurring-plans/new', needs: 'documents:send' } as const
  return (
    <ListPage
      title="Recurring"
      menu={[deletedLink('recurring-plans')]}
      endpoint={listPlans}
      sort="name"
      search="Search plans"
      primary={{ ...create, keys: 'n' }}
      filters={[{ kind: 'choice', key: 'state', label: 'State', options: states }]}
      columns={columns}
      open={(plan) => `/recurring-plans/${plan.id}`}
      empty={{
        title: 'No plans yet',
        sentence: 'A plan makes the same invoice every week, month or year: retainers, hosting, rent.',
        action: { ...create, icon: undefined },
        guide: '/help/getting-paid',
      }}
    />
  )
}
