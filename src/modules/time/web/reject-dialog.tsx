import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import * as contract from '../contract.ts'
import { madeStale } from './bulk.tsx'

/** Sends time back to whoever made it, and says why. */
export function RejectDialog({ ids, close, done }: { ids: readonly string[]; close: () => void; done: () => void }) {
  const [reason, setReason] = useState('')
  const reject = useCommand(contract.rejectTime, {
    invalidates: madeStale,
    done: ({ items }) => (items.length === 1 ? 'Sent back' : `${items.length} entries sent back`),
    onDone: () => {
      close()
      done()
    },
  })
  const what = ids.length === 1 ? 'this entry' : `${ids.length} entries`
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
