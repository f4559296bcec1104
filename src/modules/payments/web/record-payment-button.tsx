import { Button, type ButtonProps } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useCan } from '#ui/session.ts'
import type { RecordPaymentProps } from './record-payment.tsx'

const RecordPayment = lazy(async () => ({ default: (await import('./record-payment.tsx')).RecordPayment }))

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
      <Suspense>
        {open && <RecordPayment clientId={clientId} invoiceId={invoiceId} close={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}
