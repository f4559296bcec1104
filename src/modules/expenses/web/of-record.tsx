import { Button } from '@mantine/core'
import { TextLink } from '#ui/link.tsx'
import { DataList } from '#ui/list/row-list.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { listExpenses } from '../contract.ts'
import { expenseColumns } from './columns.tsx'
import classes from './expenses.module.css'

type Of = { projectId: string } | { clientId: string }

/** On a project or client: what was spent for it, latest first. */
function ExpensesOf({ of, what }: { of: Of; what: string }) {
  const pages = usePages(listExpenses, { ...of, limit: 50 })
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  const query = new URLSearchParams(of).toString()
  return (
    <section className={classes.group} aria-label={`Expenses for this ${what}`}>
      <div className={classes.groupHead}>
        <h2>Expenses</h2>
        <TextLink to={`/expenses?${query}`} size="sm">
          Filter and act on them
        </TextLink>
        {'projectId' in of && (
          <TextLink to={`/expenses/new?${query}`} size="sm">
            New expense
          </TextLink>
        )}
      </div>
      {!pages.loading && pages.items.length === 0 ? (
        <p className="quiet">Nothing was spent for this {what} yet.</p>
      ) : (
        <DataList
          label={`Expenses for this ${what}`}
          columns={expenseColumns({ place: what === 'client' })}
          rows={pages.loading ? undefined : pages.items}
          stale={pages.stale}
          open={(expense) => `/expenses/${expense.id}`}
        />
      )}
      {pages.more && (
        <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
    </section>
  )
}

export const ProjectExpenses = ({ projectId }: { projectId: string }) => (
  <ExpensesOf of={{ projectId }} what="project" />
)
export const ClientExpenses = ({ clientId }: { clientId: string }) => <ExpensesOf of={{ clientId }} what="client" />
