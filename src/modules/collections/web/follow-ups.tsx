import { addDays } from '#kernel/calendar.ts'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import type { Column } from '#ui/list/columns.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import { ListPage } from '#ui/list/list-page.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import * as contract from '../contract.ts'

type Format = ReturnType<typeof useFormat>
type Note = contract.CollectionNote

/** Whom to ask again, by day: over all clients. */
export function FollowUps() {
  const format = useFormat()
  const { today } = format
  useLive({ collections: ['/collection-notes'], invoices: ['/collection-notes'] })
  const invalidates = ['/collection-notes'] as const
  const update = useCommand(contract.updateCollectionNote, { invalidates })
  const done = useCommand(contract.updateCollectionNote, { invalidates, done: 'Done' })
  const snooze = (note: Note, days: number) => void update.run({ noteId: note.id, followUpOn: addDays(today(), days) })
  return (
    <ListPage
      title="Follow-ups"
      menu={[deletedLink('collection-notes')]}
      endpoint={contract.listCollectionNotes}
      sort="followUpOn"
      search={false}
      columns={columnsOf(format)}
      open={(note) => `/clients/${note.clientId}?tab=collections`}
      rowActions={(note) => [
        {
          label: 'Done',
          needs: 'clients:write',
          run: () => void done.run({ noteId: note.id, done: true }),
        },
        { label: 'Put off to tomorrow', needs: 'clients:write', run: () => snooze(note, 1) },
        { label: 'Put off for a week', needs: 'clients:write', run: () => snooze(note, 7) },
        { label: 'Put off for a month', needs: 'clients:write', run: () => snooze(note, 30) },
      ]}
      empty={{
        title: 'Nothing to follow up',
        sentence: 'Notes on clients with a day to follow up wait here, the most urgent first.',
        action: { label: 'Go to clients', to: '/clients?withBalance=true' },
        guide: '/help/getting-paid',
      }}
    />
  )
}

function columnsOf(format: Format): Column<Note>[] {
  const today = format.today()
  return [
    { key: 'client', header: 'Client', cell: (note) => note.clientName, card: 'title', width: 220 },
    { key: 'body', header: 'Note', cell: (note) => note.body },
    {
      key: 'day',
      header: 'Follow up',
      cell: (note) =>
        note.followUpOn !== null && note.followUpOn < today ? (
          <StateDot state="overdue" label={`${format.date(note.followUpOn)} · late`} />
        ) : (
          <Day date={note.followUpOn ?? today} />
        ),
      width: 180,
    },
    { key: 'author', header: 'By', cell: (note) => note.authorName, width: 140, card: 'none' },
    {
      key: 'owes',
      header: 'Owes',
      cell: (note) => <Money cents={note.outstandingCents} />,
      align: 'right',
      width: 130,
      card: 'amount',
    },
  ]
}
