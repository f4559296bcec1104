import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { Facts } from '#ui/page/facts.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { readWebhook, testWebhook, updateWebhook, type Webhook } from '../contract.ts'
import { Deliveries } from './deliveries.tsx'
import { WebhookState } from './webhook-state.tsx'

const Dialogs = lazy(async () => ({ default: (await import('./webhook-dialogs.tsx')).WebhookDialogs }))

/** One address: how it is doing, and what was sent there. */
export function WebhookScreen() {
  const { webhookId } = useParams({ strict: false }) as { webhookId: string }
  const { data, error, refetch } = useRead(readWebhook, { webhookId })
  useLive({ webhooks: ['/webhooks'] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return data ? <One webhook={data} /> : <ScreenSkeleton />
}

function One({ webhook }: { webhook: Webhook }) {
  const [dialog, setDialog] = useState<'rotate' | 'replay' | 'delete' | undefined>(undefined)
  const webhookId = webhook.id
  const stale = { invalidates: ['/webhooks'] } as const
  const test = useCommand(testWebhook, { ...stale, done: 'The test message is on its way' })
  const change = useCommand(updateWebhook, stale)
  const turn = (enabled: boolean) => void change.run({ webhookId, enabled }, { ifMatch: webhook.revision })
  return (
    <Page
      title={new URL(webhook.url).host}
      crumbs={[{ label: 'Webhooks', to: '/settings/webhooks' }]}
      state={<WebhookState webhook={webhook} />}
      lead={webhook.description ?? undefined}
      primary={
        webhook.enabled
          ? { label: 'Send test message', run: () => void test.run({ webhookId }), pending: test.pending }
          : { label: 'Switch on', run: () => turn(true), pending: change.pending }
      }
      secondary={[{ label: 'Edit', to: `/settings/webhooks/${webhookId}/edit`, keys: 'e' }]}
      menu={[
        { label: 'Send again what failed', hidden: !webhook.enabled, run: () => setDialog('replay') },
        { label: 'Replace the secret', run: () => setDialog('rotate') },
        { label: 'Switch off', hidden: !webhook.enabled, run: () => turn(false) },
        { label: 'Delete webhook', danger: true, run: () => setDialog('delete') },
      ]}
      rail={<Rail webhook={webhook} />}
    >
      <Deliveries webhook={webhook} />
      {dialog && (
        <Suspense fallback={null}>
          <Dialogs dialog={dialog} webhook={webhook} close={() => setDialog(undefined)} />
        </Suspense>
      )}
    </Page>
  )
}

function Rail({ webhook }: { webhook: Webhook }) {
  return (
    <Facts
      facts={[
        [
          'Address',
          <span key="address" style={{ overflowWrap: 'anywhere' }}>
            {webhook.url}
          </span>,
        ],
        ['Is told of', webhook.eventTypes.map((type) => <div key={type}>{type}</div>)],
        ['Failing since', webhook.failingSince && <When key="failing-since" at={webhook.failingSince} />],
        [
          'Old secret signs until',
          webhook.previousSecretUntil && <When key="old-secret-signs-until" at={webhook.previousSecretUntil} />,
        ],
        ['Added', <When key="added" at={webhook.createdAt} />],
      ]}
    />
  )
}
