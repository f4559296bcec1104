import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'

type Props = { title: string; label: string; secret: string; children: React.ReactNode; close: () => void }

/** A secret, the one time that it can be seen. Only its button closes it, so that no slip loses it. */
export function SecretShown({ title, label, secret, children, close }: Props) {
  useFocusBack()
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text>{children}</Text>
        <TextInput
          readOnly
          label={label}
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <Button onClick={close}>I have stored it</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
