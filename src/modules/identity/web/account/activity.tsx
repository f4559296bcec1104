import { Skeleton } from '@mantine/core'
import { Problem } from '#ui/page/problem.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../../contract.ts'
import { accountEvents } from '../../domain/account-event.ts'
import classes from './account.module.css'
import { Part } from './part.tsx'

/** What happened to the account: nobody can change it, and the owner sees what was not them. */
export function Activity() {
  const { data, error, refetch } = useRead(contract.listAccountEvents, {})
  return (
    <Part title="Recent activity" lead="The latest twenty. If something was not you, change your password.">
      {error && <Problem problem={asProblem(error)} retry={() => void refetch()} />}
      {!data && !error && <Skeleton h={52} />}
      {data?.items.length === 0 && <p className={classes.none}>Nothing has happened yet.</p>}
      {data && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((event) => (
            <li key={event.id}>
              <div>
                <span className={classes.name}>
                  {accountEvents[event.event]}
                  {event.detail && <span className="quiet">{event.detail}</span>}
                </span>
                <span className={classes.small}>
                  <When at={event.happenedAt} />
                  {[event.device, event.ipAddress].filter(Boolean).map((word) => ` · ${word}`)}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}
