import { useCommand } from '#ui/command.ts'
import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { usePages } from '#ui/query.ts'
import { type Invite, listInvites, resendInvite, revokeInvite } from '../../contract-invites.ts'
import classes from './people.module.css'
import { roleNames } from './words.ts'

const columns: Column<Invite>[] = [
  { key: 'email', header: 'Invited', cell: (invite) => invite.email },
  { key: 'role', header: 'Role', width: 140, cell: (invite) => roleNames[invite.role] },
  {
    key: 'sent',
    header: 'Sent',
    width: 280,
    cell: (invite) => (
      <>
        <When at={invite.sentAt} relative /> by {invite.inviterName}
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 140,
    cell: (invite) =>
      invite.state === 'open' ? <StateDot state="invited" label="Waiting" /> : <StateDot state="expired" />,
  },
]

/** Invites that nobody has accepted yet; nothing when there are none. */
export function OpenInvites() {
  const { items } = usePages(listInvites, { limit: 50 })
  const changed = { invalidates: ['/invites'] as const }
  const resend = useCommand(resendInvite, { ...changed, done: (invite) => `Sent again to ${invite.email}` })
  const revoke = useCommand(revokeInvite, { ...changed, done: 'Invite taken back' })
  if (items.length === 0) return null
  return (
    <section className={classes.invites} aria-labelledby="open-invites">
      <h2 id="open-invites" className={classes.heading}>
        Open invites <span className="quiet tnum">{items.length}</span>
      </h2>
      <DataList
        label="Open invites"
        columns={columns}
        rows={items}
        rowActions={(invite) => [
          { label: 'Send again', run: () => void resend.run({ inviteId: invite.id }) },
          { label: 'Take back', danger: true, run: () => void revoke.run({ inviteId: invite.id }) },
        ]}
      />
    </section>
  )
}
