import { lazy, Suspense, useState } from 'react'
import { useCommand, useWouldPost } from '#ui/command.ts'
import { toast } from '#ui/toast.tsx'
import { type Expense, submitExpenses } from '../contract.ts'
import { counted, madeStale } from './words.ts'

const PostDialog = lazy(async () => ({ default: (await import('./post-dialog.tsx')).PostDialog }))

type Act = 'submit' | 'approve'
/** `done` when it happened; `after` in any case. */
type Then = { done?: () => void; after?: () => void }
type Asking = Then & { act: Act; expenses: readonly Expense[] }

/** Submitting and approving, one or many. What would be posted is shown before; render `dialog`. Both answer false: a choice of rows stays until it happened. */
export function useBulk() {
  const [asking, setAsking] = useState<Asking | null>(null)
  const wouldPost = useWouldPost(submitExpenses)
  const handIn = useCommand(submitExpenses, {
    invalidates: madeStale,
    done: ({ items }) => `${counted(items.length)} submitted`,
  })
  const close = () => {
    setAsking(null)
    asking?.after?.()
  }
  return {
    pending: handIn.pending,
    approve(expenses: readonly Expense[], then: Then = {}): false {
      if (expenses.length === 0) toast.done('None of these is submitted')
      else setAsking({ act: 'approve', expenses, ...then })
      return false
    },
    /** Where somebody approves expenses it posts nothing, and asks nothing. */
    async submit(expenses: readonly Expense[], then: Then = {}): Promise<false> {
      const input = { ids: expenses.map((one) => one.id) }
      if (expenses.length === 0) toast.done('None of these is a draft of yours')
      else if (await wouldPost(input)) setAsking({ act: 'submit', expenses, ...then })
      else {
        if (await handIn.run(input)) then.done?.()
        then.after?.()
      }
      return false
    },
    dialog: (
      <Suspense>
        {asking && <PostDialog act={asking.act} expenses={asking.expenses} close={close} done={asking.done} />}
      </Suspense>
    ),
  }
}
