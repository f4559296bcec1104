import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useLive } from '#ui/events.ts'
import { TextLink } from '#ui/link.tsx'
import { BulkBar } from '#ui/list/bulk-bar.tsx'
import { type Choice, DataList } from '#ui/list/row-list.tsx'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import * as contract from '../contract.ts'
import { formatDuration } from '../domain/typed.ts'
import { useBulk } from './bulk.tsx'
import { EntryBeside } from './entry-beside.tsx'
import { entryColumns } from './entry-columns.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import { TimeTabs } from './tabs.tsx'
import classes from './week.module.css'

const none: ReadonlySet<string> = new Set()

/** What waits to be approved, member by member, oldest first. */
export function Approvals() {
  const [url, setUrl] = useUrl({ entry: '' })
  const [chosen, setChosen] = useState(none)
  const [rejecting, setRejecting] = useState<readonly string[] | undefined>(undefined)
  const waiting = usePages(contract.listTimeEntries, { state: 'submitted', sort: 'workedOn', limit: 200 })
  const bulk = useBulk()
  useLive({ time: ['/time-entries'] })
  const choice = { chosen, set: setChosen }
  const { items } = waiting
  return (
    <Page title="Time" below={<TimeTabs at="/time/approvals" />}>
      {waiting.problem && items.length === 0 ? (
        <Problem problem={asProblem(waiting.problem)} retry={waiting.retry} />
      ) : waiting.loading ? (
        <DataList label="Time to approve" columns={entryColumns({ member: false })} rows={undefined} />
      ) : items.length === 0 ? (
        <Empty
          icon={IconCheck}
          sentence="Nothing waits for approval. Time that members submit shows here, to be approved or sent back."
          guide="/help/time"
        />
      ) : (
        byMember(items).map((group) => (
          <MemberGroup
            key={group.memberId}
            group={group}
            choice={choice}
            open={(entry) => setUrl({ entry: entry.id }, { push: true })}
            approve={() => void bulk.act('approve', group.entries)}
            pending={bulk.pending}
          />
        ))
      )}
      {waiting.more && (
        <Button variant="default" size="xs" onClick={waiting.loadMore} loading={waiting.loadingMore}>
          Show more
        </Button>
      )}
      <BulkBar
        actions={[
          { label: 'Approve', icon: IconCheck, run: (rows) => bulk.act('approve', rows) },
          {
            label: 'Send back',
            icon: IconArrowBackUp,
            run: (rows) => {
              setRejecting(rows.map((row) => row.id))
              return false
            },
          },
        ]}
        rows={items}
        choice={choice}
      />
      {rejecting && <RejectDialog ids={rejecting} close={() => setRejecting(undefined)} done={() => setChosen(none)} />}
      <EntryBeside entryId={url.entry} close={() => setUrl({ entry: '' })} />
      {bulk.question}
    </Page>
  )
}

type Group = { memberId: string; name: string; minutes: number; entries: contract.TimeEntry[] }
type GroupProps = {
  group: Group
  choice: Choice
  open: (entry: contract.TimeEntry) => void
  approve: () => void
  pending: boolean
}

function MemberGroup({ group, choice, open, approve, pending }: GroupProps) {
  return (
    <section className={classes.group} aria-label={group.name}>
      <div className={classes.groupHead}>
        <h2>{group.name}</h2>
        <span className="quiet tnum">{formatDuration(group.minutes)}</span>
        <TextLink to={`/time?member=${group.memberId}&week=${group.entries[0]?.workedOn ?? ''}`} size="sm">
          See the week
        </TextLink>
        <Button size="xs" variant="default" onClick={approve} loading={pending} ml="auto">
          Approve all {group.entries.length}
        </Button>
      </div>
      <DataList
        label={`Time of ${group.name}`}
        columns={entryColumns({ member: false })}
        rows={group.entries}
        onOpen={open}
        choice={choice}
      />
    </section>
  )
}

function byMember(entries: readonly contract.TimeEntry[]): Group[] {
  const groups = new Map<string, Group>()
  for (const entry of entries) {
    const group = groups.get(entry.memberId) ?? {
      memberId: entry.memberId,
      name: entry.memberName,
      minutes: 0,
      entries: [],
    }
    groups.set(entry.memberId, group)
    group.minutes += entry.minutes
    group.entries.push(entry)
  }
  return [...groups.values()].sort((a, b) => a.name.localeCompare(b.name))
}
