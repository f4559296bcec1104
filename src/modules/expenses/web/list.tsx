import { IconCheck, IconPlus, IconSend } from '@tabler/icons-react'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import { ListPage } from '#ui/list/list-page.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import { listExpenses } from '../contract.ts'
import { useBulk } from './bulk.tsx'
import { expenseColumns } from './columns.tsx'
import classes from './expenses.module.css'
import { useFilters } from './list-filters.tsx'
import { ExpenseTabs } from './tabs.tsx'

/** Expenses, latest first. */
export function ExpenseList() {
  const seesAll = useCan('expenses:read')
  const filters = useFilters()
  const bulk = useBulk()
  useLive({ expenses: ['/expenses'] })
  return (
    <ListPage
      title="Expenses"
      menu={[deletedLink('expenses')]}
      endpoint={listExpenses}
      columns={expenseColumns({ member: seesAll })}
      sort="-spentOn"
      search="Merchant or notes"
      filters={filters}
      csv
      figures={<ExpenseTabs at="/expenses" />}
      primary={{ label: 'New expense', icon: IconPlus, keys: 'n', to: '/expenses/new' }}
      open={(expense) => `/expenses/${expense.id}`}
      bulk={[
        {
          label: 'Submit',
          icon: IconSend,
          run: (rows, clear) =>
            bulk.submit(
              rows.filter((row) => row.mine && row.state === 'draft'),
              { done: clear },
            ),
        },
        {
          label: 'Approve…',
          icon: IconCheck,
          needs: 'expenses:approve',
          run: (rows, clear) =>
            bulk.approve(
              rows.filter((row) => row.state === 'submitted'),
              { done: clear },
            ),
        },
      ]}
      empty={{
        title: 'No expenses yet',
        sentence: 'What you buy for work goes here with its receipt. Bill it to a client, or be paid back for it.',
        action: { label: 'New expense', to: '/expenses/new' },
        guide: '/help/expenses',
      }}
    >
      <Totals />
      {bulk.dialog}
    </ListPage>
  )
}

const asked = {
  q: '',
  state: '',
  from: '',
  to: '',
  categoryId: '',
  projectId: '',
  clientId: '',
  memberId: '',
  unbilled: '',
}

/** What everything that the filters find comes to, not only what is on screen. */
function Totals() {
  const format = useFormat()
  const [url] = useUrl(asked)
  const filter = Object.fromEntries(Object.entries(url).filter(([key, value]) => key in asked && value !== ''))
  const { data } = useRead(listExpenses, { ...filter, limit: 1, include: 'totals' }, { keep: true })
  if (!data?.totals || data.totals.count === 0) return null
  return (
    <p className={classes.totals}>
      <strong className="tnum">{format.money(data.totals.amountCents)}</strong> in {format.number(data.totals.count)}{' '}
      {data.totals.count === 1 ? 'expense' : 'expenses'}
    </p>
  )
}
