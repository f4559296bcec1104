import type { Column } from '#ui/list/columns.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { When } from '#ui/page/when.tsx'
import { useUrl } from '#ui/url.ts'
import { type AuditEvent, listAuditEvents } from '../contract.ts'
import { EventDrawer } from './event-drawer.tsx'
import { actionText, sentenceCase, worded } from './words.ts'

const columns: Column<AuditEvent>[] = [
  { key: 'what', header: 'What', card: 'title', cell: (event) => actionText(event.action, event.subjectType) },
  { key: 'who', header: 'Who', width: 220, cell: (event) => <Who event={event} /> },
  {
    key: 'subject',
    header: 'Of',
    width: 150,
    optional: true,
    card: 'none',
    cell: (event) => event.subjectType && sentenceCase(worded(event.subjectType)),
  },
  { key: 'when', header: 'When', width: 200, sort: 'occurredAt', cell: (event) => <When at={event.occurredAt} /> },
]

const filters: Filter[] = [
  { kind: 'period', label: 'Period' },
  {
    kind: 'choice',
    key: 'actorKind',
    label: 'By',
    options: [
      { value: 'member', label: 'Members' },
      { value: 'bearer', label: 'Clients, by a link' },
      { value: 'system', label: 'The system' },
    ],
  },
  {
    kind: 'choice',
    key: 'subjectType',
    label: 'Of',
    options: [
      'invoice',
      'payment',
      'client',
      'project',
      'time_entry',
      'account',
      'company',
      'template',
      'numbering',
    ].map((value) => ({ value, label: sentenceCase(worded(value)) })),
  },
]

/** Who changed what and when; a row opens to before and after. */
export function AuditLog() {
  const [url, setUrl] = useUrl({ event: '' })
  return (
    <>
      <ListPage
        title="Audit log"
        lead="Every change in this company. Nobody can edit or delete what is written here."
        endpoint={listAuditEvents}
        columns={columns}
        sort="-occurredAt"
        search="Who or what"
        filters={filters}
        onOpen={(event) => setUrl({ event: event.id }, { push: true })}
        empty={{ title: 'Nothing yet', sentence: 'Every change that is made in this company appears here.' }}
      />
      {url.event && <EventDrawer auditEventId={url.event} close={() => setUrl({ event: '' })} />}
    </>
  )
}

function Who({ event }: { event: AuditEvent }) {
  if (event.actorKind === 'system') return <span className="quiet">The system</span>
  if (event.actorKind === 'bearer') return <>{event.actorName} (by a link)</>
  return <>{event.actorName}</>
}
