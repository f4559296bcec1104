import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { useFormat } from '#ui/format.ts'
import { createInvoiceLink, type Invoice, revokeInvoiceLinks } from '../contract.ts'

type Link = { url: string; expiresAt: string }

/** Makes a public link and copies it; old ones can be closed. */
export function CopyLink({ invoice, close }: { invoice: Invoice; close: () => void }) {
  useFocusBack()
  const format = useFormat()
  const [link, setLink] = useState<Link | undefined>(undefined)
  const make = useCommand(createInvoiceLink, { invalidates: ['/invoices'], onDone: setLink })
  const revoke = useCommand(revokeInvoiceLinks, {
    invalidates: ['/invoices'],
    done: 'Every public link of this invoice is closed',
    onDone: close,
  })
  return (
    <Modal opened onClose={close} title="Public link" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Text>
          Whoever has the link sees this invoice and its PDF, without an account.
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
          {invoice.liveLinkCount > 0 && !link && (
            <Button
              variant="subtle"
              color="red"
              mr="auto"
              loading={revoke.pending}
              onClick={() => void revoke.run({ invoiceId: invoice.id })}
            >
              Close {invoice.liveLinkCount === 1 ? 'the open link' : `${invoice.liveLinkCount} open links`}
            </Button>
          )}
          {link ? (
            <CopyButton value={link.url}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy link'}</Button>}
            </CopyButton>
          ) : (
            <Button loading={make.pending} onClick={() => void make.run({ invoiceId: invoice.id })}>
              Make a link
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
