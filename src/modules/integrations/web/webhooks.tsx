import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { listWebhooks, type Webhook } from '../contract.ts'
import { WebhookState } from './webhook-state.tsx'

const add = { label: 'New webhook', to: '/settings/webhooks/new', keys: 'n', needs: 'integrations:manage' } as const

const columns: Column<Webhook>[] = [
  { key: 'url', header: 'Address', cell: (webhook) => webhook.url },
  { key: 'description', header: 'Description', width: 240, cell: (webhook) => webhook.description },
  {
    key: 'events',
    header: 'Is told of',
    width: 130,
    card: 'none',
    cell: ({ eventTypes }) => (eventTypes.length === 1 ? eventTypes[0] : `${eventTypes.length} events`),
  },
  { key: 'state', header: 'State', width: 170, cell: (webhook) => <WebhookState webhook={webhook} /> },
]

/** Addresses that are told what happens here. */
export function Webhooks() {
  const { data, error, refetch } = useRead(listWebhooks, {})
  const nothing = data?.items.length === 0
  return (
    <Page
      title="Webhooks"
      lead="Other programs are told what happens here, in a signed message, within seconds."
      primary={nothing ? undefined : add}
    >
      {error ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : nothing ? (
        <Empty
          sentence="Name an address and what it should be told, for example that an invoice was paid."
          action={add}
          guide="/help/webhooks"
        />
      ) : (
        <DataList
          label="Webhooks"
          columns={columns}
          rows={data?.items}
          open={(webhook) => `/settings/webhooks/${webhook.id}`}
        />
      )}
    </Page>
  )
}
