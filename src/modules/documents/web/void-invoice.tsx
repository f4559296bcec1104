import { useState } from 'react'
import { laterDate } from '#kernel/calendar.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { type Invoice, voidInvoice } from '../contract.ts'

/** Asks before a sent invoice is void: its entry is reversed, its time free again. */
export function VoidInvoice({ invoice, close }: { invoice: Invoice; close: () => void }) {
  const format = useFormat()
  const [voidedOn, setVoidedOn] = useState(format.today())
  return (
    <ConfirmMoney
      endpoint={voidInvoice}
      input={{ invoiceId: invoice.id, voidedOn }}
      title={`Void invoice ${invoice.number}`}
      danger
      consequences={[
        'Its entry in the books is reversed and nothing is owed on it any more. Its number is not used again.',
        invoice.timeEntryCount > 0 && `The ${invoice.timeEntryCount} time entries on it can be billed again.`,
        invoice.expenseCount > 0 && `Its expenses (${invoice.expenseCount}) can be billed again.`,
        'Its public links stop working. This cannot be undone.',
      ].filter(Boolean)}
      ifMatch={invoice.revision}
      invalidates={['/invoices', '/clients', '/reports', '/journal-entries', '/time-entries', '/expenses', '/projects']}
      done={`Invoice ${invoice.number} is void`}
      close={close}
    >
      <DateInput
        label="Void on"
        value={voidedOn}
        onChange={(day) => setVoidedOn(day ?? format.today())}
        minDate={invoice.issuedOn}
        maxDate={laterDate(invoice.issuedOn, format.today())}
      />
    </ConfirmMoney>
  )
}
