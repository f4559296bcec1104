import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useFocusBack } from '../focus-back.ts'
import { useFormat } from '../format.ts'

type Act = { pending: boolean; run: () => void }
type Props = {
  /** Who sees what by it: "Whoever has the link sees this invoice and its PDF, without an account." */
  sentence: string
  /** Links made before that still open it. */
  openLinks: number
  /** The one that was just made. */
  link: { url: string; expiresAt: string } | undefined
  make: Act
  revoke: Act
  close: () => void
}

/** Makes a public link and copies it; old ones can be closed. Mount it to open it. */
export function PublicLink({ sentence, openLinks, link, make, revoke, close }: Props) {
  useFocusBack()
  const format = useFormat()
  return (
    <Modal opened onClose={close} title="Public link" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Text>
          {sentence}
          {link ? ` It works until ${format.instant(link.expiresAt)} and is shown only now.` : ''}
        </Text>
        {link && (
          <TextInput
            readOnly
            aria-label="The link"
            value={link.url}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
        <Group justify="flex-end" gap="xs">
          {openLinks > 0 && !link && (
            <Button variant="subtle" color="red" mr="auto" loading={revoke.pending} onClick={revoke.run}>
              Close {openLinks === 1 ? 'the open link' : `${openLinks} open links`}
            </Button>
          )}
          {link ? (
            <CopyButton value={link.url}>
              {({ copied, copy }) => (
                // The button before it is gone, and the focus with it.
                <Button onClick={copy} autoFocus>
                  {copied ? 'Copied' : 'Copy link'}
                </Button>
              )}
            </CopyButton>
          ) : (
            <Button loading={make.pending} onClick={make.run} data-autofocus>
              Make a link
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
