import { useState } from 'react'
import { laterDate } from '#kernel/calendar.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { type BillDetail, postBill } from '../contract.ts'
import { billName } from './words.ts'

/** Asks before a bill goes into the books. */
export function PostBill({ bill, close }: { bill: BillDetail; close: () => void }) {
  const format = useFormat()
  const [bookedOn, setBookedOn] = useState<string | null>(bill.billedOn)
  const [twin] = bill.sameNumber
  return (
    <ConfirmMoney
      endpoint={postBill}
      input={{ billId: bill.id, ...(bookedOn ? { bookedOn } : {}) }}
      ifMatch={bill.revision}
      title={`Post ${billName(bill, 'bill')}`}
      consequences={[
        `${format.money(bill.totalCents)} is owed to ${bill.vendorName}, due on ${format.date(bill.dueOn)}.`,
        'Its money, vendor, dates and number no longer change; a wrong bill is voided.',
        ...(twin
          ? [`This vendor has a bill with this number already, of ${format.date(twin.billedOn)}. Look before you post.`]
          : []),
      ]}
      done="Bill posted"
      close={close}
    >
      <DateInput
        label="Booked on"
        description="The date of the bill, unless its month is closed."
        minDate={bill.billedOn}
        maxDate={laterDate(bill.billedOn, format.today())}
        value={bookedOn}
        onChange={setBookedOn}
      />
    </ConfirmMoney>
  )
}
