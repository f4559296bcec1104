import { ActionIcon, Button, Group, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight, IconPlus, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { addDays } from '#kernel/calendar.ts'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { useGo } from '#ui/link.tsx'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import * as contract from '../contract.ts'
import { formatDuration } from '../domain/typed.ts'
import { AddRow } from './add-row.tsx'
import { madeStale, useBulk } from './bulk.tsx'
import { DaySheet } from './day-sheet.tsx'
import { EntryBeside } from './entry-beside.tsx'
import { type Cell, type Row, type RowSubject, rowsOf } from './sheet-rows.ts'
import { TimeTabs } from './tabs.tsx'
import classes from './week.module.css'
import { useDayNames, WeekGrid } from './week-grid.tsx'

/** A week of one member, typed straight into the grid. */
export function Week() {
  const [url, setUrl] = useUrl({ week: '', member: '', entry: '' })
  const input = { ...(url.week ? { week: url.week } : {}), ...(url.member ? { memberId: url.member } : {}) }
  const { data: sheet, error, refetch, isPlaceholderData } = useRead(contract.readTimesheet, input, { keep: true })
  const bulk = useBulk()
  useLive({ time: ['/timesheet', '/time-entries'], timer: ['/timesheet'] })
  const add = () => setUrl({ entry: 'new' }, { push: true })
  return (
    <Page
      title="Time"
      primary={{ label: 'Add time', icon: IconPlus, keys: 'n', run: add }}
      secondary={[
        {
          label: 'Submit week',
          icon: IconSend,
          hidden: !sheet?.mine || sheet.drafts.length === 0,
          pending: bulk.pending,
          run: () => void bulk.act('submit', sheet?.drafts ?? []),
        },
      ]}
      below={<TimeTabs at="/time" />}
    >
      {sheet && <WeekBar sheet={sheet} to={(week) => setUrl({ week })} />}
      {error && !sheet ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : sheet ? (
        <Sheet
          sheet={sheet}
          stale={isPlaceholderData}
          addTime={add}
          open={(entry) => setUrl({ entry }, { push: true })}
        />
      ) : (
        <Skeleton h={240} role="status" aria-label="Loading" />
      )}
      <EntryBeside entryId={url.entry} close={() => setUrl({ entry: '' })} />
      {bulk.question}
    </Page>
  )
}

function WeekBar({ sheet, to }: { sheet: contract.Timesheet; to: (week: string) => void }) {
  const names = useDayNames()
  const [first = '', last = ''] = [sheet.days[0], sheet.days[6]]
  const current = sheet.days.includes(sheet.today)
  return (
    <Group gap="xs" className={classes.bar}>
      <ActionIcon variant="default" size="lg" onClick={() => to(addDays(first, -7))} aria-label="The week before">
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon variant="default" size="lg" onClick={() => to(addDays(first, 7))} aria-label="The week after">
        <IconChevronRight size={16} />
      </ActionIcon>
      <h2 className={classes.range}>{names.range(first, last)}</h2>
      {!current && (
        <Button variant="subtle" size="compact-sm" onClick={() => to('')}>
          This week
        </Button>
      )}
      <span className={classes.sums}>
        {!sheet.mine && <span>{sheet.memberName}</span>}
        <strong className="tnum">{formatDuration(sheet.minutes)}</strong>
        <span className="quiet">
          <span className="tnum">{formatDuration(sheet.billableMinutes)}</span> billable
        </span>
      </span>
    </Group>
  )
}

type SheetProps = { sheet: contract.Timesheet; stale: boolean; addTime: () => void; open: (entryId: string) => void }

function Sheet({ sheet, stale, addTime, open }: SheetProps) {
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const go = useGo()
  const save = useSave()
  const [added, setAdded] = useState<readonly RowSubject[]>([])
  const rows = rowsOf(sheet, added)
  const addRows = (subjects: readonly RowSubject[]) => setAdded((before) => [...before, ...subjects])
  const foot = sheet.mine && <AddRow sheet={sheet} add={addRows} />
  const show = (row: Row, day: string, cell: Cell) => {
    const [only] = cell.entries
    if (only && cell.entries.length === 1) return open(only.id)
    const project = row.projectId ? `&projectId=${row.projectId}` : ''
    go(`/time/list?from=${day}&to=${day}${project}&memberId=${sheet.memberId}`)
  }
  if (rows.length === 0) {
    return (
      <>
        <Empty
          sentence={
            sheet.mine
              ? 'No time in this week yet. Start the timer with t, add a row and type hours, or add one entry.'
              : `${sheet.memberName} has no time in this week.`
          }
          action={sheet.mine ? { label: 'Add time', run: addTime } : undefined}
          guide="/help/time"
        />
        <Group justify="center">{foot}</Group>
      </>
    )
  }
  const Shape = phone ? DaySheet : WeekGrid
  return <Shape sheet={sheet} rows={rows} save={save} open={show} foot={foot} stale={stale} />
}

/** Typed hours become a draft, change the one that is there, or take it away. */
function useSave() {
  const create = useCommand(contract.createTimeEntry, { invalidates: madeStale })
  const update = useCommand(contract.updateTimeEntry, { invalidates: madeStale })
  const remove = useCommand(contract.deleteTimeEntry, { invalidates: madeStale })
  return async (row: Row, workedOn: string, cell: Cell | undefined, minutes: number): Promise<boolean> => {
    const entry = cell?.entries[0]
    if (!entry) {
      const { projectId, catalogItemId, serviceName } = row
      return (await create.run({ projectId, catalogItemId, serviceName, workedOn, minutes })) !== undefined
    }
    if (minutes === 0) return (await remove.run({ entryId: entry.id }, { ifMatch: entry.revision })) !== undefined
    return (await update.run({ entryId: entry.id, minutes }, { ifMatch: entry.revision })) !== undefined
  }
}
