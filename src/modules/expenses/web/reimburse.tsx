import { Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { sumCents } from '#kernel/money.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { useRead } from '#ui/query.ts'
import { type Expense, listExpenseAccounts, reimburseExpenses } from '../contract.ts'
import { counted, madeStale } from './words.ts'

type Props = { expenses: readonly Expense[]; close: () => void; done?: () => void }

/** Asks before a member is paid back: from where, when, and what it does to the books. */
export function ReimburseDialog({ expenses, close, done }: Props) {
  const format = useFormat()
  const [paidOn, setPaidOn] = useState<string | null>(format.today())
  const [account, setAccount] = useState<string | null>(null)
  const accounts = useRead(listExpenseAccounts, {}, { staleMs: 60_000 }).data?.paying ?? []
  const cash = accounts.find((one) => one.systemKey === 'cash')?.id ?? null
  const cents = sumCents(expenses.map((one) => one.amountCents))
  const name = expenses[0]?.memberName
  return (
    <ConfirmMoney
      endpoint={reimburseExpenses}
      input={{
        ids: expenses.map((one) => one.id),
        payingAccountId: account,
        ...(paidOn ? { paidOn } : {}),
      }}
      title={`Pay ${name} back ${format.money(cents)}`}
      verb={`Reimburse ${format.money(cents)}`}
      consequences={[
        `${counted(expenses.length)} of ${name} will be marked as reimbursed.`,
        'This records that the money was paid; it does not send it.',
      ]}
      invalidates={madeStale}
      done={`${name} reimbursed`}
      onDone={() => done?.()}
      close={close}
    >
      <Stack gap="md">
        <DateInput label="Paid on" maxDate={format.today()} value={paidOn} onChange={setPaidOn} maw={320} />
        <Select
          label="From"
          allowDeselect={false}
          data={accounts.map((one) => ({ value: one.id, label: one.name }))}
          value={account ?? cash}
          onChange={setAccount}
          maw={320}
        />
      </Stack>
    </ConfirmMoney>
  )
}
