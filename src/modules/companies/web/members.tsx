import type { Column } from '#ui/list/columns.ts'
import { ListPage } from '#ui/list/list-page.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { listMembers, type Member } from '../contract.ts'

const roleNames = { owner: 'Owner', admin: 'Admin', manager: 'Manager', staff: 'Staff' }

const columns: Column<Member>[] = [
  { key: 'name', header: 'Name', cell: (member) => member.name },
  { key: 'role', header: 'Role', width: 140, cell: (member) => roleNames[member.role] },
  { key: 'email', header: 'E-mail', width: 280, cell: (member) => member.email },
  { key: 'rights', header: 'Also may', width: 260, optional: true, card: 'none', cell: rights },
  {
    key: 'state',
    header: 'State',
    width: 120,
    optional: true,
    card: 'none',
    cell: (member) => (member.active ? null : <StateDot state="inactive" label="Left" />),
  },
]

function rights(member: Member) {
  const named = [
    member.canApproveTime && 'approve time',
    member.canViewCompanyFinancials && 'see financial figures',
  ].filter(Boolean)
  return named.length > 0 ? named.join(', ') : null
}

/** Who works here and as what. */
export function MemberList() {
  return (
    <ListPage
      title="Members"
      endpoint={listMembers}
      columns={columns}
      search="Name"
      filters={[{ kind: 'choice', key: 'include', label: 'Show', options: [{ value: 'all', label: 'Also who left' }] }]}
      empty={{ sentence: 'Nobody works here yet.' }}
    />
  )
}
