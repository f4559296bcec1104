import { useCommand } from '#ui/command.ts'
import { toast } from '#ui/toast.tsx'
import * as contract from '../contract.ts'
import { counted, madeStale } from './words.ts'

type Kind = 'submit' | 'approve'
const nothing = { submit: 'None of these is a draft of yours', approve: 'None of these is submitted' }

/** Submitting and approving many. Resolves to false when nothing happened. */
export function useBulk() {
  const submit = useCommand(contract.submitExpenses, {
    invalidates: madeStale,
    done: ({ items }) => `${counted(items.length)} ${items[0]?.state === 'approved' ? 'approved' : 'submitted'}`,
  })
  const approve = useCommand(contract.approveExpenses, {
    invalidates: madeStale,
    done: ({ items }) => `${counted(items.length)} approved and posted`,
  })
  return {
    pending: submit.pending || approve.pending,
    async act(kind: Kind, rows: readonly { id: string }[]): Promise<boolean> {
      if (rows.length === 0) {
        toast.done(nothing[kind])
        return false
      }
      const { run } = kind === 'submit' ? submit : approve
      return (await run({ ids: rows.map((row) => row.id) })) !== undefined
    },
  }
}
