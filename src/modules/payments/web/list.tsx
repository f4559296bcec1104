import { IconPlus } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { readClient } from '#modules/clients/contract.ts'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { useLive } from '#ui/events.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { listPayments } from '../contract.ts'
import { paymentColumns } from './columns.tsx'
import { methods, standingWords } from './words.ts'

const RecordPayment = lazy(async () => ({ default: (await import('./record-payment.tsx')).RecordPayment }))

const standings = (['pending', 'received', 'partly_refunded', 'refunded', 'reversed', 'failed'] as const).map(
  (value) => ({
    value,
    label: standingWords[value],
  }),
)

const filters: Filter[] = [
  { kind: 'period', label: 'Period' },
  { kind: 'choice', key: 'standing', label: 'State', options: standings, many: true },
  { kind: 'choice', key: 'method', label: 'Method', options: methods, many: true },
  {
    kind: 'own',
    key: 'clientId',
    label: 'Client',
    text: (value) => <ClientName id={value} />,
    render: ({ value, onChange }) => (
      <ClientPicker
        value={value || null}
        onChange={(id) => onChange(id ?? '')}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
    ),
  },
]

/** Payments, latest first. */
export function PaymentList() {
  const [url, setUrl] = useUrl({ record: '' })
  useLive({ payments: ['/payments'] })
  return (
    <>
      <ListPage
        title="Payments"
        endpoint={listPayments}
        columns={paymentColumns()}
        search="Client or reference"
        filters={filters}
        csv
        primary={{
          label: 'Record payment',
          icon: IconPlus,
          keys: 'n',
          needs: 'payments:write',
          run: () => setUrl({ record: 'new' }, { push: true }),
        }}
        open={(payment) => `/payments/${payment.id}`}
        empty={{
          title: 'No payments yet',
          sentence: 'Record what clients pay you. It settles their invoices, and what is left becomes their credit.',
          action: { label: 'Record payment', needs: 'payments:write', run: () => setUrl({ record: 'new' }) },
          guide: '/help/payments',
        }}
      />
      <Suspense>{url.record && <RecordPayment close={() => setUrl({ record: '' })} />}</Suspense>
    </>
  )
}

function ClientName({ id }: { id: string }) {
  return useRead(readClient, { clientId: id }).data?.displayName ?? '…'
}
