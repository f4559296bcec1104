import { Button } from '@mantine/core'
import { TextLink } from '#ui/link.tsx'
import { DataList } from '#ui/list/row-list.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { listTimeEntries } from '../contract.ts'
import { entryColumns } from './entry-columns.tsx'
import classes from './week.module.css'

/** On a project: the time worked for it, latest first. */
export default function ProjectTime({ projectId }: { projectId: string }) {
  const pages = usePages(listTimeEntries, { projectId, limit: 50 })
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  const columns = entryColumns({ member: true }).filter(({ key }) => key !== 'project')
  return (
    <section className={classes.group} aria-label="Time on this project">
      <div className={classes.groupHead}>
        <h2>Time</h2>
        <TextLink to={`/time/list?projectId=${projectId}`} size="sm">
          Filter and act on it
        </TextLink>
      </div>
      {!pages.loading && pages.items.length === 0 ? (
        <p className="quiet">Nobody has worked on this project yet. Start the timer with t.</p>
      ) : (
        <DataList
          label="Time on this project"
          columns={columns}
          rows={pages.loading ? undefined : pages.items}
          stale={pages.stale}
          open={(entry) => `/time/list?projectId=${projectId}&entry=${entry.id}`}
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
