import { Button, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { Confirm } from '#ui/page/confirm.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../../contract.ts'
import classes from './account.module.css'
import { Part } from './part.tsx'

const stale = ['/account/sessions', '/account/events'] as const

export function Sessions() {
  const { data, error, refetch } = useRead(contract.listSessions, {})
  const [asking, setAsking] = useState(false)
  const endOthers = useCommand(contract.endOtherSessions, {
    invalidates: stale,
    done: 'You are signed in here only',
    onDone: () => setAsking(false),
  })
  const others = (data?.items.length ?? 1) - 1
  return (
    <Part title="Sessions" lead="Where you are signed in. Sign out what you do not know, then change your password.">
      {error && <Problem problem={asProblem(error)} retry={() => void refetch()} />}
      {!data && !error && <Skeleton h={52} />}
      {data && (
        <ul className={classes.list}>
          {data.items.map((session) => (
            <Row key={session.id} session={session} />
          ))}
        </ul>
      )}
      {others > 0 && (
        <Button variant="default" onClick={() => setAsking(true)}>
          Sign out everywhere else
        </Button>
      )}
      {asking && (
        <Confirm
          title="Sign out everywhere else"
          verb="Sign out everywhere else"
          danger
          pending={endOthers.pending}
          run={() => void endOthers.run({})}
          close={() => setAsking(false)}
        >
          {others === 1 ? 'One other session ends' : `${others} other sessions end`} at once. What was not saved there
          is lost. You stay signed in here.
        </Confirm>
      )}
    </Part>
  )
}

function Row({ session }: { session: contract.Session }) {
  const end = useCommand(contract.endSession, { invalidates: stale, done: `Signed out: ${session.device}` })
  return (
    <li>
      <div>
        <span className={classes.name}>
          {session.device}
          {session.current && <StateDot state="active" label="This one" />}
        </span>
        <span className={classes.small}>
          {session.ipAddress ?? 'Unknown address'} · used <When at={session.lastUsedAt} relative />
        </span>
      </div>
      {!session.current && (
        <Button
          variant="default"
          size="xs"
          loading={end.pending}
          aria-label={`Sign out ${session.device}, ${session.ipAddress ?? 'unknown address'}`}
          onClick={() => void end.run({ sessionId: session.id })}
        >
          Sign out
        </Button>
      )}
    </li>
  )
}
