import { StateDot } from '#ui/page/state-dot.tsx'
import type { Webhook, WebhookDelivery } from '../contract.ts'

export function WebhookState({ webhook }: { webhook: Webhook }) {
  if (webhook.disabledReason === 'failing') return <StateDot state="failed" label="Off: nothing arrived" />
  if (webhook.disabledReason === 'gone') return <StateDot state="failed" label="Off: it is gone" />
  if (!webhook.enabled) return <StateDot state="inactive" label="Off" />
  if (webhook.failingSince !== null) return <StateDot state="overdue" label="Failing" colour="amber" />
  return <StateDot state="active" label="On" />
}

const words = { pending: 'On its way', succeeded: 'Arrived', failed: 'Failed' }

export function DeliveryState({ delivery }: { delivery: WebhookDelivery }) {
  const waits = delivery.state === 'pending' && delivery.attempts > 0
  return <StateDot state={delivery.state} label={waits ? 'Will be tried again' : words[delivery.state]} />
}
