import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { Problem } from '#ui/page/problem.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { listAuditEvents } from '../contract.ts'
import classes from './activity.module.css'
import { actionText } from './words.ts'

const EventDrawer = lazy(async () => ({ default: (await import('./event-drawer.tsx')).EventDrawer }))

/** On any record: who did what to it, latest first; each opens to what was there before and after. */
export default function Activity({ subjectType, subjectId }: { subjectType: string; subjectId: string }) {
  const pages = usePages(listAuditEvents, { subjectType, subjectId, limit: 50 })
  const [opened, setOpened] = useState<string | undefined>(undefined)
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  if (!pages.loading && pages.items.length === 0) return <p className="quiet">Nothing was changed here yet.</p>
  return (
    <>
      <ol className={classes.list} aria-label="Activity">
        {pages.items.map((event) => (
          <li key={event.id}>
            <button type="button" onClick={() => setOpened(event.id)}>
              {actionText(event.action, event.subjectType)}
            </button>
            <span className="quiet">
              {event.actorName} · <When at={event.occurredAt} />
            </span>
          </li>
        ))}
      </ol>
      {pages.more && (
        <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
      <Suspense>{opened && <EventDrawer auditEventId={opened} close={() => setOpened(undefined)} />}</Suspense>
    </>
  )
}
