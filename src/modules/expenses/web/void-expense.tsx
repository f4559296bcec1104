import { Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { type ExpenseDetail, voidExpense } from '../contract.ts'
import { madeStale } from './words.ts'

/** Asks before an expense is voided: the reversal that it posts. */
export function VoidDialog({ expense, close }: { expense: ExpenseDetail; close: () => void }) {
  const format = useFormat()
  const [voidedOn, setVoidedOn] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [settled] = useDebouncedValue(reason, 350)
  return (
    <ConfirmMoney
      endpoint={voidExpense}
      input={{ expenseId: expense.id, reason: settled || null, ...(voidedOn ? { voidedOn } : {}) }}
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
      close={close}
    >
      <Stack gap="md">
        <TextInput
          label="Reason"
          placeholder="It was private"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DateInput
          label="Voided on"
          placeholder="Today"
          clearable
          value={voidedOn}
          onChange={setVoidedOn}
          minDate={expense.postedOn ?? expense.spentOn}
          maw={320}
        />
      </Stack>
    </ConfirmMoney>
  )
}
