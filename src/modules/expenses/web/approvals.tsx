import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { sumCents } from '#kernel/money.ts'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import { BulkBar } from '#ui/list/bulk-bar.tsx'
import { DataList } from '#ui/list/row-list.tsx'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { listExpenses } from '../contract.ts'
import { useBulk } from './bulk.tsx'
import { byMember } from './by-member.ts'
import { expenseColumns } from './columns.tsx'
import classes from './expenses.module.css'
import { ExpenseTabs } from './tabs.tsx'

const RejectDialog = lazy(async () => ({ default: (await import('./reject-dialog.tsx')).RejectDialog }))

const none: ReadonlySet<string> = new Set()
const columns = expenseColumns({ member: false, state: false })

/** What waits to be approved, member by member, oldest first. */
export function ExpenseApprovals() {
  const format = useFormat()
  const [chosen, setChosen] = useState(none)
  const bulk = useBulk()
  const [rejecting, setRejecting] = useState<readonly string[] | null>(null)
  const waiting = usePages(listExpenses, { state: 'submitted', sort: 'spentOn', limit: 200 })
  useLive({ expenses: ['/expenses'] })
  const choice = { chosen, set: setChosen }
  const cleared = () => setChosen(none)
  return (
    <Page title="Expenses" below={<ExpenseTabs at="/expenses/approvals" />}>
      {waiting.problem && waiting.items.length === 0 ? (
        <Problem problem={asProblem(waiting.problem)} retry={waiting.retry} />
      ) : waiting.loading ? (
        <DataList label="Expenses to approve" columns={columns} rows={undefined} />
      ) : waiting.items.length === 0 ? (
        <Empty
          icon={IconCheck}
          sentence="Nothing waits for approval. Expenses that members submit show here, to be approved or sent back."
          guide="/help/expenses"
        />
      ) : (
        byMember(waiting.items).map(({ memberId, name, expenses }) => (
          <section key={memberId} className={classes.group} aria-label={name}>
            <div className={classes.groupHead}>
              <h2>{name}</h2>
              <span className="quiet tnum">{format.money(sumCents(expenses.map((one) => one.amountCents)))}</span>
              <Button size="xs" variant="default" ml="auto" onClick={() => bulk.approve(expenses, { done: cleared })}>
                {expenses.length === 1 ? 'Approve…' : `Approve all ${expenses.length}…`}
              </Button>
            </div>
            <DataList
              label={`Expenses of ${name}`}
              columns={columns}
              rows={expenses}
              open={(expense) => `/expenses/${expense.id}`}
              choice={choice}
            />
          </section>
        ))
      )}
      <BulkBar
        actions={[
          { label: 'Approve…', icon: IconCheck, run: (rows, clear) => bulk.approve(rows, { done: clear }) },
          {
            label: 'Send back…',
            icon: IconArrowBackUp,
            run: (rows) => {
              setRejecting(rows.map((row) => row.id))
              return false
            },
          },
        ]}
        rows={waiting.items}
        choice={choice}
      />
      {bulk.dialog}
      <Suspense>
        {rejecting && <RejectDialog ids={rejecting} close={() => setRejecting(null)} done={cleared} />}
      </Suspense>
    </Page>
  )
}
