import { Alert, Drawer, Loader } from '@mantine/core'
import { useContractForm } from '#ui/form/contract-form.ts'
import { useFormat } from '#ui/format.ts'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { toast } from '#ui/toast.tsx'
import * as contract from '../contract.ts'
import { formatDuration } from '../domain/typed.ts'
import { madeStale } from './bulk.tsx'
import { EntryFacts } from './entry-facts.tsx'
import { EntryFields } from './entry-fields.tsx'
import { blankEntry, type EntryValues, entryInput, valuesOf } from './entry-form.ts'

type Props = {
  /** `new` makes one. */
  entryId: string
  /** What a new one begins with. */
  given?: Partial<EntryValues> | undefined
  close: () => void
}

/** One entry beside the list: a draft of one's own is a form, everything else can be read and acted on. */
export function EntryDrawer({ entryId, given, close }: Props) {
  const isNew = entryId === 'new'
  const { data: entry, error, refetch } = useRead(contract.readTimeEntry, { entryId }, { enabled: !isNew })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={440}
      title={isNew ? 'Add time' : 'Time entry'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {isNew ? (
        <NewEntry given={given} close={close} />
      ) : error ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : !entry ? (
        <Loader type="dots" aria-label="Loading" />
      ) : (
        <OneEntry key={`${entry.id} ${entry.revision}`} entry={entry} close={close} />
      )}
    </Drawer>
  )
}

function NewEntry({ given, close }: Omit<Props, 'entryId'>) {
  const format = useFormat()
  const form = useContractForm(contract.createTimeEntry, {
    initial: blankEntry(format.today(), given),
    draft: given ? undefined : 'time-new',
    toInput: (values) => entryInput(values, format.timeZone),
    invalidates: madeStale,
    done: (entry) => `Added ${formatDuration(entry.minutes)}`,
    onDone: (entry) => {
      close()
      warnOfOverlaps(entry)
    },
  })
  return <EntryFields form={form} verb="Add time" cancel={close} />
}

function OneEntry({ entry, close }: { entry: contract.SavedTimeEntry; close: () => void }) {
  return (
    <>
      {entry.rejectReason !== null && entry.state === 'draft' && (
        <Alert color="red" title="Sent back" mb="md">
          {entry.rejectReason || 'No reason was given.'}
        </Alert>
      )}
      {entry.overLong && (
        <Alert color="yellow" title="The timer ran for more than 12 hours" mb="md">
          Check the time and correct it, or confirm it as it is.
        </Alert>
      )}
      <Overlaps entry={entry} />
      {entry.mine && entry.state === 'draft' ? (
        <DraftEntry entry={entry} close={close} />
      ) : (
        <EntryFacts entry={entry} close={close} />
      )}
    </>
  )
}

function DraftEntry({ entry, close }: { entry: contract.SavedTimeEntry; close: () => void }) {
  const format = useFormat()
  const before = valuesOf(entry, format.timeZone)
  const form = useContractForm(contract.updateTimeEntry, {
    initial: before,
    toInput: (values) => ({ entryId: entry.id, ...entryInput(values, format.timeZone, before) }),
    ifMatch: entry.revision,
    invalidates: madeStale,
    done: 'Saved',
    onDone: (saved) => {
      close()
      warnOfOverlaps(saved)
    },
  })
  return <EntryFields form={form} verb="Save" cancel={close} entry={entry} close={close} />
}

function Overlaps({ entry }: { entry: contract.SavedTimeEntry }) {
  const format = useFormat()
  if (entry.overlaps.length === 0) return null
  return (
    <Alert color="yellow" title="Overlaps other time" mb="md">
      {entry.overlaps.map((one) => (
        <div key={one.id}>
          {one.projectName ?? 'No project'}: {format.instant(one.startedAt)} – {format.instant(one.endedAt)}
        </div>
      ))}
    </Alert>
  )
}

function warnOfOverlaps({ overlaps }: contract.SavedTimeEntry): void {
  const [first] = overlaps
  if (first)
    toast.done(
      `It overlaps ${overlaps.length === 1 ? (first.projectName ?? 'another entry') : `${overlaps.length} entries`}`,
    )
}
