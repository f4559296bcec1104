import { ActionIcon, CopyButton, Group, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

/** The number that lets support find what happened. */
export function RequestId({ id }: { id: string | undefined }) {
  if (!id) return null
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="xs" c="dimmed" className="tnum">
        Request {id}
      </Text>
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            onClick={copy}
            aria-label={copied ? 'Copied' : 'Copy request id'}
          >
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  )
}
