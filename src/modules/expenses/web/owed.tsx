import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages, useRead } from '#ui/query.ts'
import { type Expense, listExpenses, listOwed } from '../contract.ts'
import { expenseColumns } from './columns.tsx'
import classes from './expenses.module.css'
import { ExpenseTabs } from './tabs.tsx'
import { counted } from './words.ts'

const ReimburseDialog = lazy(async () => ({ default: (await import('./reimburse.tsx')).ReimburseDialog }))

/** What the company owes its members, member by member. */
export function ExpensesOwed() {
  const { data, error, refetch } = useRead(listOwed, {})
  useLive({ expenses: ['/expenses'] })
  return (
    <Page title="Expenses" below={<ExpenseTabs at="/expenses/owed" />}>
      {error ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : !data ? (
        <ScreenSkeleton />
      ) : data.items.length === 0 ? (
        <Empty
          icon={IconCheck}
          sentence="Nobody is owed anything. Approved expenses that members paid themselves show here until they are paid back."
          guide="/help/expenses"
        />
      ) : (
        data.items.map((owed) => <Owed key={owed.memberId} {...owed} />)
      )}
    </Page>
  )
}

type Props = { memberId: string; memberName: string; count: number; amountCents: number }
const columns = expenseColumns({ member: false, state: false })
const none: ReadonlySet<string> = new Set()

function Owed({ memberId, memberName, count, amountCents }: Props) {
  const format = useFormat()
  const [chosen, setChosen] = useState(none)
  const [paying, setPaying] = useState<readonly Expense[] | null>(null)
  const pages = usePages(listExpenses, { memberId, owed: true, sort: 'spentOn', limit: 200 })
  const some = pages.items.filter((one) => chosen.has(one.id))
  const ready = some.length > 0 ? some : pages.items
  return (
    <section className={classes.group} aria-label={memberName}>
      <div className={classes.groupHead}>
        <h2>{memberName}</h2>
        <span className="quiet tnum">
          {format.money(amountCents)} for {counted(count)}
        </span>
        <Button size="xs" ml="auto" disabled={pages.items.length === 0} onClick={() => setPaying(ready)}>
          {some.length > 0 ? `Reimburse ${some.length}…` : 'Reimburse all…'}
        </Button>
      </div>
      <DataList
        label={`Owed to ${memberName}`}
        columns={columns}
        rows={pages.loading ? undefined : pages.items}
        open={(expense) => `/expenses/${expense.id}`}
        choice={{ chosen, set: setChosen }}
      />
      <Suspense>
        {paying && <ReimburseDialog expenses={paying} close={() => setPaying(null)} done={() => setChosen(none)} />}
      </Suspense>
    </section>
  )
}
