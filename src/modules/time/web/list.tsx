import { IconCheck, IconPlus, IconSend } from '@tabler/icons-react'
import { useLive } from '#ui/events.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import { ListPage } from '#ui/list/list-page.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import * as contract from '../contract.ts'
import { formatDuration } from '../domain/typed.ts'
import { useBulk } from './bulk.tsx'
import { EntryBeside } from './entry-beside.tsx'
import { entryColumns } from './entry-columns.tsx'
import { useFilters } from './list-filters.tsx'
import { TimeTabs } from './tabs.tsx'
import classes from './week.module.css'

/** All time, newest day first. */
export function EntryList() {
  const [url, setUrl] = useUrl({ entry: '' })
  const approves = useCan('time:approve')
  const filters = useFilters()
  const bulk = useBulk()
  useLive({ time: ['/time-entries'] })
  return (
    <>
      <ListPage
        title="Time"
        menu={[deletedLink('time-entries')]}
        endpoint={contract.listTimeEntries}
        columns={entryColumns({ member: approves })}
        sort="-workedOn"
        search={false}
        filters={filters}
        primary={{ label: 'Add time', icon: IconPlus, keys: 'n', run: () => setUrl({ entry: 'new' }, { push: true }) }}
        figures={<TimeTabs at="/time/list" />}
        onOpen={(entry) => setUrl({ entry: entry.id }, { push: true })}
        bulk={[
          {
            label: 'Submit',
            icon: IconSend,
            run: (rows) =>
              bulk.act(
                'submit',
                rows.filter((row) => row.mine && row.state === 'draft'),
              ),
          },
          {
            label: 'Approve',
            icon: IconCheck,
            needs: 'time:approve',
            run: (rows) =>
              bulk.act(
                'approve',
                rows.filter((row) => row.state === 'submitted'),
              ),
          },
        ]}
        empty={{
          title: 'No time yet',
          sentence: 'Time you track with the timer or type in shows here, until it is approved and billed.',
          action: { label: 'Add time', run: () => setUrl({ entry: 'new' }) },
          guide: '/help/time',
        }}
      >
        <Totals />
      </ListPage>
      <EntryBeside entryId={url.entry} close={() => setUrl({ entry: '' })} />
      {bulk.question}
    </>
  )
}

const asked = { state: '', from: '', to: '', projectId: '', clientId: '', memberId: '', billable: '' }

/** The sums of everything that the filters find, not only of what is on screen. */
function Totals() {
  const [url] = useUrl(asked)
  const filter = Object.fromEntries(
    Object.keys(asked).flatMap((key) =>
      url[key as keyof typeof asked] ? [[key, url[key as keyof typeof asked]]] : [],
    ),
  )
  const { data } = useRead(contract.listTimeEntries, { ...filter, limit: 1, include: 'totals' }, { keep: true })
  if (!data?.totals || data.items.length === 0) return null
  const { minutes, billableMinutes } = data.totals
  return (
    <p className={classes.totals}>
      <strong className="tnum">{formatDuration(minutes)}</strong> in all,{' '}
      <span className="tnum">{formatDuration(billableMinutes)}</span> billable
    </p>
  )
}
