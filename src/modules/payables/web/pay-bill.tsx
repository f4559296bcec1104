import { Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DateInput } from '#ui/form/date-input.tsx'
import { Row } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { type BillDetail, payBill } from '../contract.ts'
import { usePayingAccounts } from './accounts.ts'
import { billName } from './words.ts'

/** Pays a bill, or a part of it, showing what that does to the books. */
export function PayBill({ bill, close }: { bill: BillDetail; close: () => void }) {
  const format = useFormat()
  const { options, cashId } = usePayingAccounts()
  const [amountCents, setAmount] = useState<number | null>(bill.balanceDueCents)
  const [paidOn, setPaidOn] = useState<string | null>(format.today())
  const [accountId, setAccount] = useState<string | null>(null)
  const [reference, setReference] = useState('')
  const asked = { billId: bill.id, amountCents: amountCents ?? 0, accountId, ...(paidOn ? { paidOn } : {}) }
  const left = bill.balanceDueCents - (amountCents ?? 0)
  return (
    <ConfirmMoney
      endpoint={payBill}
      input={{ ...asked, reference: reference.trim() || null }}
      previewInput={asked}
      title={`Pay ${billName(bill, 'bill')}`}
      verb={amountCents ? `Pay ${format.money(amountCents)}` : 'Pay'}
      consequences={[
        left > 0
          ? `${format.money(left)} of it stays to be paid to ${bill.vendorName}.`
          : `Nothing is owed to ${bill.vendorName} for it any more.`,
        'This records the payment; sending the money is up to you.',
      ]}
      done="Payment recorded"
      close={close}
    >
      <Stack gap="md">
        <Row>
          <MoneyInput label="Amount" value={amountCents} onChange={setAmount} />
          <DateInput
            label="Paid on"
            value={paidOn}
            onChange={setPaidOn}
            minDate={bill.bookedOn ?? bill.billedOn}
            maxDate={format.today()}
          />
        </Row>
        <Row>
          <Select
            label="From"
            data={options}
            searchable
            allowDeselect={false}
            value={accountId ?? cashId ?? null}
            onChange={setAccount}
          />
          <TextInput
            label="Reference"
            placeholder="Check 1042"
            maxLength={200}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        </Row>
      </Stack>
    </ConfirmMoney>
  )
}
