import type { Dashboard } from '../contract.ts'
import { toDoMax } from '../contract.ts'
import { Card, Rows } from './card.tsx'

type Line = { count: number | null; one: string; many: string; note: string; to: string }

const lines = (toDo: Dashboard['toDo']): Line[] => [
  {
    count: toDo.overdueInvoices,
    one: 'invoice is overdue',
    many: 'invoices are overdue',
    note: 'Remind them, or record what came in',
    to: '/invoices?state=overdue',
  },
  {
    count: toDo.timeToApprove,
    one: 'time entry waits for approval',
    many: 'time entries wait for approval',
    note: 'Only approved time can be billed',
    to: '/time/approvals',
  },
  {
    count: toDo.expensesToApprove,
    one: 'expense waits for approval',
    many: 'expenses wait for approval',
    note: 'Approving posts them',
    to: '/expenses/approvals',
  },
  {
    count: toDo.draftInvoices,
    one: 'invoice is a draft',
    many: 'invoices are drafts',
    note: 'Nobody owes a draft: send it',
    to: '/invoices?state=draft',
  },
  {
    count: toDo.ownDraftTime,
    one: 'time entry of yours is not submitted',
    many: 'time entries of yours are not submitted',
    note: 'Submit your week when it is complete',
    to: '/time',
  },
]

/** What waits for this person, the most pressing first. */
export function ToDo({ toDo }: { toDo: Dashboard['toDo'] }) {
  const waiting = lines(toDo).flatMap(({ count, one, many, note, to }) => {
    if (!count) return []
    const shown = count >= toDoMax ? `${toDoMax}+` : count
    return [{ id: to, to, name: `${shown} ${count === 1 ? one : many}`, note }]
  })
  return (
    <Card title="What needs you today">
      <Rows rows={waiting} none="Nothing waits for you." />
    </Card>
  )
}
