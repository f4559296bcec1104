import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFocusBack } from '../focus-back.ts'

type Props = {
  title: string
  verb: string
  children: ReactNode
  danger?: boolean
  pending?: boolean
  run: () => void
  close: () => void
}

/** Asks before something that cannot be undone and moves no money. Mount it to open it. */
export function Confirm({ title, verb, children, danger, pending, run, close }: Props) {
  useFocusBack()
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Text component="div">{children}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button {...(danger ? { color: 'red' } : {})} loading={pending ?? false} onClick={run}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
