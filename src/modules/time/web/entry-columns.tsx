import type { Column } from '#ui/list/columns.ts'
import { Day } from '#ui/page/when.tsx'
import type { TimeEntry } from '../contract.ts'
import { formatDuration } from '../domain/typed.ts'
import { EntryState } from './entry-state.tsx'

/** What a list of time shows; `member` where it is of more people than one. */
export function entryColumns({ member }: { member: boolean }): Column<TimeEntry>[] {
  const columns: Column<TimeEntry>[] = [
    {
      key: 'project',
      header: 'Project',
      cell: (entry) => (
        <>
          {entry.projectName ?? <span className="quiet">No project</span>}
          {entry.clientName && <span className="quiet"> · {entry.clientName}</span>}
        </>
      ),
    },
    { key: 'workedOn', header: 'Day', cell: (entry) => <Day date={entry.workedOn} />, sort: true, width: 130 },
    { key: 'service', header: 'Service', cell: (entry) => entry.serviceName, optional: true, width: 160 },
    {
      key: 'notes',
      header: 'Notes',
      cell: (entry) => <span className="quiet">{entry.notes}</span>,
      optional: true,
      card: 'none',
    },
    { key: 'member', header: 'Member', cell: (entry) => entry.memberName, width: 130 },
    {
      key: 'billable',
      header: 'Billable',
      cell: (entry) => (entry.billable ? 'Yes' : 'No'),
      optional: 'off',
      width: 90,
      card: 'none',
    },
    {
      key: 'minutes',
      header: 'Hours',
      cell: (entry) => <span className="tnum">{formatDuration(entry.minutes)}</span>,
      align: 'right',
      width: 90,
    },
    { key: 'state', header: 'State', cell: (entry) => <EntryState entry={entry} />, width: 140 },
  ]
  return columns.filter((column) => member || column.key !== 'member')
}
