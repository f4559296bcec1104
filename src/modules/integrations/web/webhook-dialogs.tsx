import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { addDays } from '#kernel/calendar.ts'
import { useCommand } from '#ui/command.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { toast } from '#ui/toast.tsx'
import { deleteWebhook, replayFailed, rotateWebhookSecret, type Webhook } from '../contract.ts'
import { SecretShown } from './secret-shown.tsx'

type Props = { webhook: Webhook; close: () => void }
const invalidates = ['/webhooks'] as const

export function WebhookDialogs({ dialog, ...props }: Props & { dialog: 'rotate' | 'replay' | 'delete' }) {
  if (dialog === 'rotate') return <Rotate {...props} />
  return dialog === 'replay' ? <Replay {...props} /> : <Delete {...props} />
}

function Rotate({ webhook, close }: Props) {
  const [secret, setSecret] = useState<string | undefined>(undefined)
  const rotate = useCommand(rotateWebhookSecret, { invalidates, onDone: (answer) => setSecret(answer.secret) })
  if (secret !== undefined)
    return (
      <SecretShown title="The new secret" label="Secret" secret={secret} close={close}>
        Give it to your program. For a day messages carry both signatures, so nothing is lost meanwhile.
      </SecretShown>
    )
  return (
    <Confirm
      title="Replace the secret"
      verb="Make a new secret"
      pending={rotate.pending}
      run={() => void rotate.run({ webhookId: webhook.id })}
      close={close}
    >
      The old secret goes on signing beside the new one for a day. The one before it stops at once.
    </Confirm>
  )
}

function Replay({ webhook, close }: Props) {
  useFocusBack()
  const format = useFormat()
  const [since, setSince] = useState<string | null>(() => addDays(format.today(), -7))
  const replay = useCommand(replayFailed, {
    invalidates,
    onDone: ({ replayed }) => {
      toast.done(replayed === 0 ? 'Nothing failed since then' : `${replayed} on their way again`)
      close()
    },
  })
  return (
    <Modal opened onClose={close} title="Send again what failed" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Text>Each message goes out under its own id, so a program that has seen it can leave it.</Text>
        <DateInput label="Failed since" value={since} onChange={setSince} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            loading={replay.pending}
            disabled={since === null}
            onClick={() => void replay.run({ webhookId: webhook.id, since: since ?? '' })}
          >
            Send again
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Delete({ webhook, close }: Props) {
  const go = useGo()
  const gone = useCommand(deleteWebhook, {
    invalidates,
    done: 'Webhook deleted',
    onDone: () => go('/settings/webhooks'),
  })
  return (
    <Confirm
      title="Delete webhook"
      verb="Delete webhook"
      danger
      pending={gone.pending}
      run={() => void gone.run({ webhookId: webhook.id }, { ifMatch: webhook.revision })}
      close={close}
    >
      {new URL(webhook.url).host} is told nothing any more, and what is on its way to it is not sent.
    </Confirm>
  )
}
