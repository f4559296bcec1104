import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { GoLink } from '#ui/link.tsx'
import { DataList } from '#ui/list/row-list.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { listProjects } from '../contract.ts'
import { projectColumns } from './columns.tsx'
import classes from './projects.module.css'

/** On a client: what is and was worked on. */
export function ClientProjects({ clientId }: { clientId: string }) {
  const pages = usePages(listProjects, { clientId, state: 'all', limit: 50 })
  const may = useCan('projects:write')
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  return (
    <section className={classes.block} aria-label="Projects of this client">
      <div className={classes.head}>
        <h2 className={classes.heading}>Projects</h2>
        {may && (
          <Button
            component={GoLink}
            to={`/projects/new?clientId=${clientId}`}
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
          >
            New project
          </Button>
        )}
      </div>
      {!pages.loading && pages.items.length === 0 ? (
        <p className="quiet">Nothing is worked on for this client yet.</p>
      ) : (
        <DataList
          label="Projects of this client"
          columns={projectColumns({ client: false })}
          rows={pages.loading ? undefined : pages.items}
          stale={pages.stale}
          open={(project) => `/projects/${project.id}`}
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
