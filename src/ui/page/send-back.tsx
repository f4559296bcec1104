import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useFocusBack } from '../focus-back.ts'

type Props = { what: string; pending: boolean; send: (reason: string | null) => void; close: () => void }

/** Asks what should be changed before something goes back to whoever made it. Mount it to open it. */
export function SendBack({ what, pending, send, close }: Props) {
  useFocusBack()
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={close} title={`Send back ${what}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send(reason.trim() || null)
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
            <Button type="submit" loading={pending}>
              Send back
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
