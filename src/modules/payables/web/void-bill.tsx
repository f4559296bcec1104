import { useState } from 'react'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { type BillDetail, voidBill } from '../contract.ts'
import { billName } from './words.ts'

/** Asks before a bill is taken out of the books. */
export function VoidBill({ bill, close }: { bill: BillDetail; close: () => void }) {
  const format = useFormat()
  const [voidedOn, setVoidedOn] = useState<string | null>(null)
  return (
    <ConfirmMoney
      endpoint={voidBill}
      input={{ billId: bill.id, ...(voidedOn ? { voidedOn } : {}) }}
      ifMatch={bill.revision}
      title={`Void ${billName(bill, 'bill')}`}
      danger
      consequences={[
        `${format.money(bill.totalCents)} is no longer owed to ${bill.vendorName}; its cost is taken back.`,
        'The bill stays in the list, marked as void. This cannot be undone.',
      ]}
      done="Bill voided"
      close={close}
    >
      <DateInput
        label="Voided on"
        description="Today when left empty."
        value={voidedOn}
        onChange={setVoidedOn}
        minDate={bill.bookedOn ?? bill.billedOn}
      />
    </ConfirmMoney>
  )
}
