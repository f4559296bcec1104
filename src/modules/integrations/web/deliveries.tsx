import { Button, SegmentedControl } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Empty } from '#ui/page/empty.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { listWebhookDeliveries, type Webhook, type WebhookDelivery } from '../contract.ts'
import { DeliveryState } from './webhook-state.tsx'

const Drawer = lazy(async () => ({ default: (await import('./delivery-drawer.tsx')).DeliveryDrawer }))

const columns: Column<WebhookDelivery>[] = [
  { key: 'event', header: 'Event', cell: (delivery) => delivery.eventType },
  { key: 'at', header: 'When', width: 190, cell: (delivery) => <When at={delivery.createdAt} /> },
  {
    key: 'attempts',
    header: 'Tries',
    align: 'right',
    width: 80,
    card: 'none',
    cell: (delivery) => delivery.attempts,
  },
  {
    key: 'status',
    header: 'Answer',
    align: 'right',
    width: 90,
    card: 'none',
    cell: (delivery) => delivery.lastStatus ?? '–',
  },
  { key: 'state', header: 'State', width: 170, cell: (delivery) => <DeliveryState delivery={delivery} /> },
]

/** What was sent to an address, latest first; a row opens every try. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const [url, setUrl] = useUrl({ state: '', delivery: '' })
  const state = url.state === 'failed' || url.state === 'pending' ? { state: url.state } : {}
  const pages = usePages(listWebhookDeliveries, { webhookId: webhook.id, ...state } as never)
  const nothing = !pages.loading && pages.items.length === 0
  return (
    <>
      <SegmentedControl
        aria-label="Which messages"
        size="xs"
        mb="sm"
        value={url.state}
        onChange={(value) => setUrl({ state: value })}
        data={[
          { value: '', label: 'All' },
          { value: 'pending', label: 'On their way' },
          { value: 'failed', label: 'Failed' },
        ]}
      />
      {pages.problem ? (
        <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
      ) : nothing ? (
        <Empty sentence={url.state ? 'There is nothing of this kind.' : 'Nothing was sent yet. Send a test message.'} />
      ) : (
        <DataList
          label="Messages"
          columns={columns}
          rows={pages.loading ? undefined : (pages.items as WebhookDelivery[])}
          stale={pages.stale}
          onOpen={(delivery) => setUrl({ delivery: delivery.id })}
        />
      )}
      {pages.more && (
        <Button variant="default" size="xs" mt="sm" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
      {url.delivery && (
        <Suspense fallback={null}>
          <Drawer webhook={webhook} deliveryId={url.delivery ?? ''} close={() => setUrl({ delivery: '' })} />
        </Suspense>
      )}
    </>
  )
}
