import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { rejectExpenses } from '../contract.ts'
import { counted, madeStale } from './words.ts'

type Props = { ids: readonly string[]; close: () => void; done?: () => void }

/** Sends expenses back to whoever entered them, and says why. */
export function RejectDialog({ ids, close, done }: Props) {
  useFocusBack()
  const [reason, setReason] = useState('')
  const reject = useCommand(rejectExpenses, {
    invalidates: madeStale,
    done: ({ items }) => `${counted(items.length)} sent back`,
    onDone: () => {
      close()
      done?.()
    },
  })
  const what = ids.length === 1 ? 'this expense' : counted(ids.length)
  return (
    <Modal opened onClose={close} title={`Send back ${what}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void reject.run({ ids: [...ids], reason: reason || null })
        }}
      >
        <Stack gap="md">
          <Textarea
            label="What should be changed?"
            description="It becomes a draft again and shows this."
            autosize
            minRows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={reject.pending}>
              Send back
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
