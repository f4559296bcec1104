import { useState } from 'react'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { approveExpenses, type Expense } from '../contract.ts'
import { counted, madeStale } from './words.ts'

type Props = { expenses: readonly Expense[]; close: () => void; done?: () => void }

/** Asks before expenses go into the books, and shows how. */
export function ApproveDialog({ expenses, close, done }: Props) {
  const format = useFormat()
  const [postedOn, setPostedOn] = useState<string | null>(null)
  const owed = expenses.filter((one) => one.paidBy === 'member').length
  const title = expenses.length === 1 ? `Approve ${expenses[0]?.merchantName}` : `Approve ${counted(expenses.length)}`
  return (
    <ConfirmMoney
      endpoint={approveExpenses}
      input={{ ids: expenses.map((one) => one.id), ...(postedOn ? { postedOn } : {}) }}
      title={title}
      verb="Approve"
      consequences={[
        'From now on it no longer changes; it can only be voided.',
        owed > 0 && 'What a member paid is owed to them until it is reimbursed.',
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
