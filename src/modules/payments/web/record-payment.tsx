import { Drawer, Skeleton, Stack } from '@mantine/core'
import { listInvoices } from '#modules/documents/contract.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { RecordForm } from './record-form.tsx'

export type RecordPaymentProps = {
  clientId?: string | undefined
  /** Recorded from this invoice: it is paid first, and its balance is the amount at first. */
  invoiceId?: string | undefined
  close: () => void
}

/** The drawer in which a payment is recorded. Mount it to open it. */
export function RecordPayment({ clientId, invoiceId, close }: RecordPaymentProps) {
  useFocusBack()
  const input = { clientId, state: 'open' as const, sort: 'due' as const, limit: 200 }
  const { data, error, refetch } = useRead(listInvoices, input, { enabled: clientId !== undefined, staleMs: 0 })
  const first = data?.items.find((one) => one.id === invoiceId)
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={560}
      title="Record payment"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : clientId !== undefined && !data ? (
        <Stack gap="md" role="status" aria-label="Loading">
          <Skeleton h={56} />
          <Skeleton h={56} />
          <Skeleton h={160} />
        </Stack>
      ) : (
        <RecordForm clientId={clientId} first={first} close={close} />
      )}
    </Drawer>
  )
}
