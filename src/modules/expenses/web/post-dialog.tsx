import { useState } from 'react'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { approveExpenses, type Expense, submitExpenses } from '../contract.ts'
import { counted, madeStale } from './words.ts'

type Props = {
  act: 'approve' | 'submit'
  expenses: readonly Expense[]
  close: () => void
  done?: (() => void) | undefined
}

const verbs = { approve: 'Approve', submit: 'Submit' }

/** Asks before expenses go into the books, and shows how. */
export function PostDialog({ act, expenses, close, done }: Props) {
  const format = useFormat()
  const [postedOn, setPostedOn] = useState<string | null>(null)
  const owed = expenses.some((one) => one.paidBy === 'member')
  const what = expenses.length === 1 ? expenses[0]?.merchantName : counted(expenses.length)
  return (
    <ConfirmMoney
      endpoint={act === 'approve' ? approveExpenses : submitExpenses}
      input={{ ids: expenses.map((one) => one.id), ...(postedOn ? { postedOn } : {}) }}
      title={`${verbs[act]} ${what}`}
      verb={verbs[act]}
      consequences={[
        act === 'submit' && 'Nobody approves expenses in this company: they go into the books at once.',
        `From now on ${expenses.length === 1 ? 'it no longer changes; it' : 'they no longer change; they'} can only be voided.`,
        owed && 'What a member paid is owed to them until it is reimbursed.',
      ].filter(Boolean)}
      invalidates={madeStale}
      done={`${counted(expenses.length)} approved and posted`}
      onDone={() => done?.()}
      close={close}
    >
      <DateInput
        label="Post on"
        description="Left empty: on its own day. Choose a later one when the books are locked by now."
        placeholder="Its own day"
        clearable
        maxDate={format.today()}
        value={postedOn}
        onChange={setPostedOn}
        maw={320}
      />
    </ConfirmMoney>
  )
}
