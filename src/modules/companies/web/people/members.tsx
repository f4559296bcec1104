import {
  IconLogout,
  IconPencil,
  IconShieldLock,
  IconShieldOff,
  IconUserCheck,
  IconUserOff,
  IconUserPlus,
  IconUserUp,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import type { Column } from '#ui/list/columns.ts'
import { ListPage } from '#ui/list/list-page.tsx'
import { Money } from '#ui/money/money.tsx'
import type { Action } from '#ui/page/action.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { useCan, useCompany } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import { listMembers, type Member, reactivateMember, setMemberTwoFactor } from '../../contract.ts'
import { InviteDrawer } from './invite-drawer.tsx'
import { DeactivateDialog, LeaveDialog, TransferDialog } from './member-dialogs.tsx'
import { MemberDrawer } from './member-drawer.tsx'
import { OpenInvites } from './open-invites.tsx'
import { roleNames } from './words.ts'

type Open = { what: 'edit' | 'deactivate' | 'transfer'; member: Member } | { what: 'leave' } | undefined

/** Who works here and as what; invites, roles, rates and leaving. */
export function MemberList() {
  const [open, setOpen] = useState<Open>(undefined)
  const [url, setUrl] = useUrl({ invite: '' })
  const manages = useCan('members:manage')
  const me = useCompany().memberId
  const bringBack = useCommand(reactivateMember, {
    invalidates: ['/members'],
    done: (member) => `${member.name} is back`,
  })
  const factor = useCommand(setMemberTwoFactor, {
    invalidates: ['/members'],
    done: ({ name, secondFactor }) =>
      secondFactor?.required ? `${name} is asked for a second factor` : `${name} is asked like everybody else`,
  })
  useLive({ members: ['/members', '/invites'] })
  const close = () => setOpen(undefined)
  const actions = (member: Member): (Action | undefined)[] => [
    {
      label: 'Edit',
      icon: IconPencil,
      needs: 'members:manage',
      hidden: !member.active,
      run: () => setOpen({ what: 'edit', member }),
    },
    {
      label: 'Make owner',
      icon: IconUserUp,
      needs: 'company:own',
      hidden: !member.active || member.role === 'owner' || member.id === me,
      run: () => setOpen({ what: 'transfer', member }),
    },
    {
      label: member.secondFactor?.required ? 'No longer require second factor' : 'Require second factor',
      icon: member.secondFactor?.required ? IconShieldOff : IconShieldLock,
      needs: member.role === 'owner' ? 'company:own' : 'members:manage',
      hidden: !member.active,
      run: () => void factor.run({ memberId: member.id, required: !member.secondFactor?.required }),
    },
    {
      label: 'Bring back',
      icon: IconUserCheck,
      needs: 'members:manage',
      hidden: member.active,
      run: () => void bringBack.run({ memberId: member.id }),
    },
    {
      label: 'Deactivate',
      icon: IconUserOff,
      needs: member.role === 'owner' ? 'company:own' : 'members:manage',
      danger: true,
      hidden: !member.active || member.id === me,
      run: () => setOpen({ what: 'deactivate', member }),
    },
  ]
  return (
    <>
      <ListPage
        title="Members"
        endpoint={listMembers}
        columns={columnsFor(useCan('financials:read'), manages, me)}
        search="Name"
        filters={[
          { kind: 'choice', key: 'include', label: 'Show', options: [{ value: 'all', label: 'Also who left' }] },
        ]}
        primary={{
          label: 'Invite',
          icon: IconUserPlus,
          needs: 'members:manage',
          keys: 'n',
          run: () => setUrl({ invite: 'new' }),
        }}
        menu={[{ label: 'Leave this company', icon: IconLogout, danger: true, run: () => setOpen({ what: 'leave' }) }]}
        onOpen={manages ? (member) => member.active && setOpen({ what: 'edit', member }) : undefined}
        rowActions={manages ? actions : undefined}
        empty={{ sentence: 'Nobody works here yet.', guide: '/help/members' }}
        figures={manages && <OpenInvites />}
      />
      {url.invite === 'new' && manages && <InviteDrawer close={() => setUrl({ invite: '' })} />}
      {open?.what === 'edit' && <MemberDrawer member={open.member} close={close} />}
      {open?.what === 'deactivate' && <DeactivateDialog member={open.member} close={close} />}
      {open?.what === 'transfer' && <TransferDialog member={open.member} close={close} />}
      {open?.what === 'leave' && <LeaveDialog close={close} />}
    </>
  )
}

function columnsFor(counts: boolean, manages: boolean, me: string): Column<Member>[] {
  const rates: Column<Member>[] = [
    {
      key: 'billing',
      header: 'Billed at',
      width: 110,
      align: 'right',
      card: 'line',
      optional: true,
      cell: rate('billingRateCents'),
    },
    {
      key: 'cost',
      header: 'Costs',
      width: 110,
      align: 'right',
      card: 'none',
      optional: true,
      cell: rate('costRateCents'),
    },
  ]
  return [
    {
      key: 'name',
      header: 'Name',
      cell: (member) => (member.id === me ? `${member.name} (you)` : member.name),
    },
    { key: 'role', header: 'Role', width: 110, cell: (member) => roleNames[member.role] },
    ...(manages ? [{ key: 'email', header: 'E-mail', width: 240, cell: (member: Member) => member.email }] : []),
    ...(manages
      ? [{ key: 'factor', header: 'Second factor', width: 190, card: 'none' as const, cell: factorState }]
      : []),
    { key: 'rights', header: 'Also may', width: 220, optional: true, card: 'none', cell: rights },
    ...rates.filter(({ key }) => counts || (manages && key === 'billing')),
    {
      key: 'state',
      header: 'State',
      width: 100,
      optional: true,
      cell: (member) => (member.active ? null : <StateDot state="inactive" label="Left" />),
    },
  ]
}

const rate = (which: 'billingRateCents' | 'costRateCents') => (member: Member) =>
  member[which] === null ? <span className="quiet">–</span> : <Money cents={member[which]} />

function rights(member: Member) {
  const named = [
    member.canApproveTime && member.role === 'staff' && 'approve time',
    member.canViewCompanyFinancials && (member.role === 'staff' || member.role === 'manager') && 'see figures',
  ].filter(Boolean)
  return named.length > 0 ? named.join(', ') : null
}

/** Who has one, who is asked for one, and who owes it. */
function factorState({ secondFactor }: Member) {
  if (!secondFactor) return null
  const { has, asked } = secondFactor
  if (has) return <StateDot state="active" label={asked ? 'On, required' : 'On'} />
  if (asked) return <StateDot state="pending" label="Required, not set up" />
  return <span className="quiet">None</span>
}
