import { useMediaQuery } from '@mantine/hooks'
import { listMembers } from '#modules/companies/contract.ts'
import { fileUrl } from '#ui/api.ts'
import type { Column } from '#ui/list/columns.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import type { Action } from '#ui/page/action.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { useRead } from '#ui/query.ts'
import { useCompanyId, useMay } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import { type AuditEvent, exportAuditEvents, listAuditEvents } from '../contract.ts'
import { ChainBadge } from './chain-badge.tsx'
import { EventDrawer } from './event-drawer.tsx'
import { RecordName } from './record-name.tsx'
import { actionText, sentenceCase, worded } from './words.ts'

const columns: Column<AuditEvent>[] = [
  { key: 'what', header: 'What', card: 'title', cell: (event) => actionText(event.action, event.subjectType) },
  { key: 'subject', header: 'Record', width: 340, optional: true, cell: (event) => <Subject event={event} /> },
  { key: 'who', header: 'Who', width: 200, cell: (event) => <Who event={event} /> },
  { key: 'when', header: 'When', width: 180, sort: 'occurredAt', cell: (event) => <When at={event.occurredAt} /> },
]

/** On a phone the whole card opens the event, and a link cannot stand in it. */
function Subject({ event }: { event: AuditEvent }) {
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  return <RecordName event={event} plain={phone} />
}

const filters: Filter[] = [
  { kind: 'period', label: 'Period' },
  {
    kind: 'choice',
    key: 'actorKind',
    label: 'Made by',
    options: [
      { value: 'member', label: 'Members' },
      { value: 'bearer', label: 'Clients, by a link' },
      { value: 'system', label: 'The system' },
      { value: 'support', label: 'Support, for a member' },
    ],
  },
  {
    kind: 'choice',
    key: 'subjectType',
    label: 'Record',
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

/** By whom: everybody who works here, or did. */
function useWhoFilter(): Filter {
  const { data } = useRead(listMembers, { include: 'all', limit: 200 })
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return { kind: 'choice', key: 'memberId', label: 'Member', options }
}

const none = { q: '', from: '', to: '', actorKind: '', memberId: '', subjectType: '' }

/** Who changed what and when; a row opens to before and after. Filters and files are a part of the larger plan. */
export function AuditLog() {
  const advanced = useMay()(undefined, 'advancedAudit')
  return advanced ? <Searchable /> : <Log />
}

function Searchable() {
  const [url] = useUrl(none)
  const companyId = useCompanyId()
  const who = useWhoFilter()
  const asked = Object.fromEntries(
    Object.keys(none).flatMap((key) => {
      const value = url[key as keyof typeof none]
      return value ? [[key, value]] : []
    }),
  )
  const file = (format: 'csv' | 'json') => fileUrl(exportAuditEvents, { ...asked, format }, companyId)
  return (
    <Log
      search="Who or what"
      filters={[...filters, who]}
      menu={[
        { label: 'Export CSV', href: file('csv') },
        { label: 'Export JSON', href: file('json') },
      ]}
    />
  )
}

function Log({ search = false, ...more }: { search?: string | false; filters?: Filter[]; menu?: Action[] }) {
  const [url, setUrl] = useUrl({ event: '' })
  return (
    <>
      <ListPage
        title="Audit log"
        lead={<ChainBadge />}
        endpoint={listAuditEvents}
        columns={columns}
        sort="-occurredAt"
        search={search}
        {...more}
        onOpen={(event) => setUrl({ event: event.id }, { push: true })}
        empty={{ title: 'Nothing yet', sentence: 'Every change that is made in this company appears here.' }}
      />
      {url.event && <EventDrawer auditEventId={url.event} close={() => setUrl({ event: '' })} />}
    </>
  )
}

function Who({ event }: { event: AuditEvent }) {
  if (event.supportOperator)
    return (
      <>
        {event.actorName} <StateDot state="support" label={`by support: ${event.supportOperator}`} colour="amber" />
      </>
    )
  if (event.actorKind === 'system') return <span className="quiet">The system</span>
  if (event.actorKind === 'bearer') return <>{event.actorName} (by a link)</>
  return <>{event.actorName}</>
}
