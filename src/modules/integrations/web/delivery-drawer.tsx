import { Button, Code, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useCommand } from '#ui/command.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { Facts } from '#ui/page/facts.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { readWebhookDelivery, replayDelivery, type Webhook, type WebhookAttempt } from '../contract.ts'
import { DeliveryState } from './webhook-state.tsx'

type Props = { webhook: Webhook; deliveryId: string; close: () => void }

/** One message: what was in it, how each try went, and sending it again. */
export function DeliveryDrawer({ webhook, deliveryId, close }: Props) {
  useFocusBack()
  const webhookId = webhook.id
  const { data, error, refetch } = useRead(readWebhookDelivery, { webhookId, deliveryId })
  const replay = useCommand(replayDelivery, { invalidates: ['/webhooks'], done: 'On its way again' })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="lg"
      title={data?.eventType ?? 'Message'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error && <Problem problem={asProblem(error)} retry={() => void refetch()} />}
      {!data && !error && <Skeleton h={320} />}
      {data && (
        <Stack gap="lg">
          <Facts
            facts={[
              ['State', <DeliveryState key="state" delivery={data} />],
              ['Message id', <Code key="message-id">{data.eventId}</Code>],
              ['Next try', data.nextAttemptAt && <When key="next-try" at={data.nextAttemptAt} />],
            ]}
          />
          <div>
            <Text fw={600} mb={4}>
              What was sent
            </Text>
            <Code block tabIndex={0} aria-label="What was sent">
              {JSON.stringify(JSON.parse(data.body), null, 2)}
            </Code>
          </div>
          {data.tries.toReversed().map((one) => (
            <Try key={one.attempt} one={one} />
          ))}
          <Group>
            <Button
              variant="default"
              loading={replay.pending}
              disabled={!webhook.enabled}
              onClick={() => void replay.run({ webhookId, deliveryId })}
            >
              Send again
            </Button>
          </Group>
        </Stack>
      )}
    </Drawer>
  )
}

function Try({ one }: { one: WebhookAttempt }) {
  return (
    <div>
      <Group gap="xs" mb={4} justify="space-between">
        <Text fw={600}>
          Try {one.attempt}: {one.status ?? one.error}
        </Text>
        <Text size="sm" c="dimmed">
          <When at={one.attemptedAt} /> · {one.ms} ms
        </Text>
      </Group>
      {one.answer && (
        <Code block tabIndex={0} aria-label={`Answer to try ${one.attempt}`}>
          {one.answer}
        </Code>
      )}
    </div>
  )
}
