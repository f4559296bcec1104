import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { Confirm } from '#ui/page/confirm.tsx'
import { toast } from '#ui/toast.tsx'
import * as contract from '../contract.ts'

type Kind = 'submit' | 'approve'
type Row = Pick<contract.TimeEntry, 'id' | 'overLong'>

export const madeStale = ['/time-entries', '/timesheet'] as const
const nothing = { submit: 'None of these is a draft of yours', approve: 'None of these is submitted' }
const counted = (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'}`

/** Submitting and approving many; what a forgotten timer left is asked about first. Show `question` on the screen. */
export function useBulk() {
  const [asking, setAsking] = useState<{ kind: Kind; rows: readonly Row[] } | undefined>(undefined)
  const submit = useCommand(contract.submitTime, {
    invalidates: madeStale,
    done: ({ items }) => `${counted(items.length)} ${items[0]?.state === 'approved' ? 'approved' : 'submitted'}`,
  })
  const approve = useCommand(contract.approveTime, {
    invalidates: madeStale,
    done: ({ items }) => `${counted(items.length)} approved`,
  })
  async function run(kind: Kind, rows: readonly Row[], confirmLong: boolean): Promise<boolean> {
    const command = kind === 'submit' ? submit : approve
    return (await command.run({ ids: rows.map((row) => row.id), confirmLong })) !== undefined
  }
  const long = asking?.rows.filter((row) => row.overLong).length ?? 0
  return {
    pending: submit.pending || approve.pending,
    /** Resolves to false when nothing happened yet. */
    async act(kind: Kind, rows: readonly Row[]): Promise<boolean> {
      if (rows.length === 0) {
        toast.done(nothing[kind])
        return false
      }
      if (!rows.some((row) => row.overLong)) return run(kind, rows, false)
      setAsking({ kind, rows })
      return false
    },
    question: asking && (
      <Confirm
        title="Time from a timer left running"
        verb={asking.kind === 'submit' ? 'Submit' : 'Approve'}
        close={() => setAsking(undefined)}
        run={() => {
          setAsking(undefined)
          void run(asking.kind, asking.rows, true)
        }}
      >
        {counted(long)} of {asking.rows.length} ran for more than 12 hours, and nobody has trimmed{' '}
        {long === 1 ? 'it' : 'them'}. Only go on when that time was really worked.
      </Confirm>
    ),
  }
}
