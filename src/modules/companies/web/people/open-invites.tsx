import { Button } from '@mantine/core'
import { useCommand } from '#ui/command.ts'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { usePages } from '#ui/query.ts'
import { type Invite, listInvites, resendInvite, revokeInvite } from '../../contract-invites.ts'
import classes from './people.module.css'
import { roleNames } from './words.ts'

/** Above the members: invites that nobody has accepted yet; nothing when there are none. */
export function OpenInvites() {
  const { items, more, loadMore, loadingMore } = usePages(listInvites, { limit: 3 })
  if (items.length === 0) return null
  return (
    <section className={classes.invites} aria-labelledby="open-invites">
      <h2 id="open-invites" className={classes.heading}>
        Open invites{' '}
        <span className="quiet tnum">
          {items.length}
          {more && '+'}
        </span>
      </h2>
      <ul className={classes.waiting}>
        {items.map((invite) => (
          <Waiting key={invite.id} invite={invite} />
        ))}
      </ul>
      {more && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={loadMore} loading={loadingMore}>
          Show more
        </Button>
      )}
    </section>
  )
}

function Waiting({ invite: { id, email, role, state, sentAt, inviterName } }: { invite: Invite }) {
  const changed = { invalidates: ['/invites'] as const }
  const resend = useCommand(resendInvite, { ...changed, done: `Sent again to ${email}` })
  const revoke = useCommand(revokeInvite, { ...changed, done: 'Invite taken back' })
  return (
    <li>
      <div className={classes.who}>
        <span className={classes.email}>{email}</span>
        <span className="quiet">
          {roleNames[role]}, invited <When at={sentAt} relative /> by {inviterName}
        </span>
      </div>
      {state === 'open' ? <StateDot state="invited" label="Waiting" /> : <StateDot state="expired" />}
      <div className={classes.acts}>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Send the invite to ${email} again`}
          loading={resend.pending}
          onClick={() => void resend.run({ inviteId: id })}
        >
          Send again
        </Button>
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          aria-label={`Take the invite to ${email} back`}
          loading={revoke.pending}
          onClick={() => void revoke.run({ inviteId: id })}
        >
          Take back
        </Button>
      </div>
    </li>
  )
}
