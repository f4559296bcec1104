import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './parts.module.css'
import { When } from './when.tsx'

export type Activity = { id: string; at: string; who?: string | null | undefined; what: ReactNode }

/** What happened, latest first. */
export function ActivityTimeline({
  heading = 'Activity',
  items,
}: {
  heading?: string
  items: readonly Activity[] | undefined
}) {
  return (
    <section>
      <h2 className={classes.heading}>{heading}</h2>
      {items === undefined && <Skeleton h={96} />}
      {items?.length === 0 && <p className="quiet">Nothing has happened yet.</p>}
      <ol className={classes.timeline}>
        {items?.map((one) => (
          <li key={one.id}>
            {one.what}
            <span className={classes.when}>
              {one.who && `${one.who}, `}
              <When at={one.at} relative />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
