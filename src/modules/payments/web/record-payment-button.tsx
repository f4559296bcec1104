import { Button, type ButtonProps } from '@mantine/core'
import { useState } from 'react'
import { useCan } from '#ui/session.ts'
import { RecordPayment, type RecordPaymentProps } from './record-payment.tsx'

type Props = Omit<RecordPaymentProps, 'close'> & ButtonProps

/** The button that opens the drawer; nothing for whoever may not record payments. */
export function RecordPaymentButton({ clientId, invoiceId, ...look }: Props) {
  const [open, setOpen] = useState(false)
  const may = useCan('payments:write')
  if (!may) return null
  return (
    <>
      <Button {...look} onClick={() => setOpen(true)}>
        Record payment
      </Button>
      {open && <RecordPayment clientId={clientId} invoiceId={invoiceId} close={() => setOpen(false)} />}
    </>
  )
}
