import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { useFormat } from '#ui/format.ts'
import { useRead } from '#ui/query.ts'
import { createStatementLink, listStatementSends, revokeStatementLinks } from '../contract.ts'

type Props = { clientId: string; from: string; to: string; close: () => void }

/** Makes a public link to the statement of a period and copies it; old ones can be closed. */
export function StatementLink({ clientId, from, to, close }: Props) {
  useFocusBack()
  const format = useFormat()
  const [link, setLink] = useState<{ url: string; expiresAt: string } | undefined>(undefined)
  const live = useRead(listStatementSends, { clientId }).data?.liveLinkCount ?? 0
  const make = useCommand(createStatementLink, { invalidates: ['/clients'], onDone: setLink })
  const revoke = useCommand(revokeStatementLinks, {
    invalidates: ['/clients'],
    done: 'Every public link to statements of this client is closed',
    onDone: close,
  })
  return (
    <Modal opened onClose={close} title="Public link" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Text>
          Whoever has the link sees this statement ({format.date(from)} – {format.date(to)}) and its PDF, without an
          account.
          {link ? ` It works until ${format.instant(link.expiresAt)} and is shown only now.` : ''}
        </Text>
        {link && (
          <TextInput
            readOnly
            aria-label="The link"
            value={link.url}
            onFocus={(event) => event.currentTarget.select()}
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap="xs">
          {live > 0 && !link && (
            <Button
              variant="subtle"
              color="red"
              mr="auto"
              loading={revoke.pending}
              onClick={() => void revoke.run({ clientId })}
            >
              Close {live === 1 ? 'the open link' : `${live} open links`}
            </Button>
          )}
          {link ? (
            <CopyButton value={link.url}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy link'}</Button>}
            </CopyButton>
          ) : (
            <Button loading={make.pending} onClick={() => void make.run({ clientId, from, to })}>
              Make a link
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
