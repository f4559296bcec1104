import { useFormat } from '#ui/format.ts'
import { ReverseMoney } from '#ui/paper/reverse-money.tsx'
import { type ExpenseDetail, voidExpense } from '../contract.ts'
import { madeStale } from './words.ts'

/** Asks before an expense is voided: the reversal that it posts. */
export function VoidDialog({ expense, close }: { expense: ExpenseDetail; close: () => void }) {
  const format = useFormat()
  return (
    <ReverseMoney
      endpoint={voidExpense}
      input={(reason, voidedOn) => ({ expenseId: expense.id, reason, ...(voidedOn ? { voidedOn } : {}) })}
      title={`Void this expense of ${format.money(expense.amountCents)}`}
      verb="Void expense"
      danger
      consequences={[
        'It stays in the list, marked as void, and the books get the exact reversal.',
        expense.paidBy === 'member' && `${expense.memberName} is not paid back for it.`,
        'This cannot be undone.',
      ].filter(Boolean)}
      invalidates={madeStale}
      done="Expense voided"
      example="It was private"
      day={{ label: 'Voided on', from: expense.postedOn ?? expense.spentOn }}
      close={close}
    />
  )
}
