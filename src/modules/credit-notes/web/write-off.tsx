import { Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DateInput } from '#ui/form/date-input.tsx'
import { Row } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { useRead } from '#ui/query.ts'
import { type InvoiceCorrections, readInvoiceCorrections, writeOffInvoice } from '../contract.ts'
import { touched } from './words.ts'

type Props = { invoiceId: string; close: () => void }

/** Asks before the balance of an invoice, or a part of it, becomes a bad debt. */
export function WriteOffInvoice({ invoiceId, close }: Props) {
  const { data } = useRead(readInvoiceCorrections, { invoiceId })
  return data ? <WriteOffForm invoice={data} close={close} /> : null
}

function WriteOffForm({ invoice, close }: { invoice: InvoiceCorrections; close: () => void }) {
  const format = useFormat()
  const [amountCents, setAmountCents] = useState<number | null>(invoice.balanceDueCents)
  const [writtenOffOn, setWrittenOffOn] = useState<string | null>(format.today())
  const [reason, setReason] = useState('')
  const usual = 'Not going to be paid'
  const asked = {
    ...{ invoiceId: invoice.invoiceId, reason: usual },
    ...(amountCents === null ? {} : { amountCents }),
    ...(writtenOffOn ? { writtenOffOn } : {}),
  }
  return (
    <ConfirmMoney
      endpoint={writeOffInvoice}
      input={{ ...asked, reason: reason.trim() || usual }}
      previewInput={asked}
      title={`Write off invoice ${invoice.invoiceNumber}`}
      danger
      consequences={[
        amountCents === null || amountCents >= invoice.balanceDueCents
          ? `${invoice.clientName} is not reminded of it any more; the loss goes to Bad Debts.`
          : `The loss goes to Bad Debts; ${invoice.clientName} is still reminded of the rest.`,
        'When they pay after all, recover the write-off and record the payment.',
      ]}
      invalidates={touched}
      done={(done) => `${format.money(done.amountCents)} written off`}
      close={close}
    >
      <Stack gap="md">
        <TextInput
          label="Reason"
          placeholder={usual}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Row>
          <MoneyInput
            label="Amount"
            description={`${format.money(invoice.balanceDueCents)} is due`}
            value={amountCents}
            onChange={setAmountCents}
          />
          <DateInput
            label="Written off on"
            description="The day in the books"
            value={writtenOffOn}
            onChange={setWrittenOffOn}
            minDate={invoice.issuedOn}
            maxDate={format.today()}
          />
        </Row>
      </Stack>
    </ConfirmMoney>
  )
}
