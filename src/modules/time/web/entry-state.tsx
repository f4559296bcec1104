import { StateDot } from '#ui/page/state-dot.tsx'
import type { TimeEntry } from '../contract.ts'

type Props = { entry: Pick<TimeEntry, 'state' | 'overLong' | 'rejectReason'> }

/** The state, and what somebody has to look at first. */
export function EntryState({ entry }: Props) {
  if (entry.overLong) return <StateDot state={entry.state} label="Ran over 12 h" colour="amber" />
  if (entry.state === 'draft' && entry.rejectReason !== null) return <StateDot state="rejected" label="Sent back" />
  return <StateDot state={entry.state} />
}
