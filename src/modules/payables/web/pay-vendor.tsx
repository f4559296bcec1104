import { Checkbox, Select, Skeleton, Stack } from '@mantine/core'
import { useState } from 'react'
import { sumCents } from '#kernel/money.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { Row } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { Money } from '#ui/money/money.tsx'
import { Day } from '#ui/page/when.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { useRead } from '#ui/query.ts'
import { type BillListItem, listBills, payBills, type Vendor } from '../contract.ts'
import { usePayingAccounts } from './accounts.ts'
import classes from './payables.module.css'
import { billName } from './words.ts'

type Props = { vendor: Vendor; close: () => void }

/** Pays several bills of a vendor with one payment, all of each; the most urgent first. */
export function PayVendor({ vendor, close }: Props) {
  const { data } = useRead(listBills, { vendorId: vendor.id, state: 'open', sort: 'due', limit: 200 }, { staleMs: 0 })
  if (!data) return <Skeleton h={1} />
  return <PayDialog vendor={vendor} bills={data.items} close={close} />
}

function PayDialog({ vendor, bills, close }: Props & { bills: readonly BillListItem[] }) {
  const format = useFormat()
  const today = format.today()
  const { options, cashId } = usePayingAccounts()
  const late = bills.filter((bill) => bill.dueOn <= today)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set((late.length > 0 ? late : bills).map((bill) => bill.id)),
  )
  const [paidOn, setPaidOn] = useState<string | null>(today)
  const [accountId, setAccount] = useState<string | null>(null)
  const paid = bills.filter((bill) => chosen.has(bill.id))
  const amountCents = sumCents(paid.map((bill) => bill.balanceDueCents))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <ConfirmMoney
      endpoint={payBills}
      input={{
        vendorId: vendor.id,
        allocations: paid.map((bill) => ({ billId: bill.id, amountCents: bill.balanceDueCents })),
        accountId,
        ...(paidOn ? { paidOn } : {}),
      }}
      title={`Pay ${vendor.name}`}
      verb={`Pay ${format.money(amountCents)}`}
      consequences={['This records the payment; sending the money is up to you.']}
      done="Payment recorded"
      close={close}
    >
      <Stack gap="md">
        <ul className={classes.choices}>
          {bills.map((bill) => (
            <li key={bill.id}>
              <Checkbox
                label={billName(bill)}
                checked={chosen.has(bill.id)}
                onChange={() => toggle(bill.id)}
                disabled={paid.length === 1 && chosen.has(bill.id)}
              />
              <span className="quiet">
                due <Day date={bill.dueOn} />
              </span>
              <Money cents={bill.balanceDueCents} />
            </li>
          ))}
        </ul>
        <Row>
          <DateInput label="Paid on" value={paidOn} onChange={setPaidOn} maxDate={today} />
          <Select
            label="From"
            data={options}
            searchable
            allowDeselect={false}
            value={accountId ?? cashId ?? null}
            onChange={setAccount}
          />
        </Row>
      </Stack>
    </ConfirmMoney>
  )
}
