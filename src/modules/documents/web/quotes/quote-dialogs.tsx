import { Modal, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { PublicLink } from '#ui/page/public-link.tsx'
import { type Quote, quotes } from '../../contract.ts'
import { kinds } from '../kinds.ts'
import { SendQuote } from './send-quote.tsx'

export type QuoteDialogName = 'send' | 'accept' | 'decline' | 'email' | 'link' | 'void' | 'delete'
type Props = { quote: Quote; close: () => void }

export function QuoteDialog({ dialog, ...props }: Props & { dialog: QuoteDialogName }) {
  if (dialog === 'send') return <SendQuote {...props} />
  if (dialog === 'accept' || dialog === 'decline') return <AnswerDialog verb={dialog} {...props} />
  if (dialog === 'email') return <EmailDialog {...props} />
  if (dialog === 'link') return <LinkDialog {...props} />
  return <LeaveDialog verb={dialog} {...props} />
}

/** Writes down what the client said in another way than by the link. */
function AnswerDialog({ quote, close, verb }: Props & { verb: 'accept' | 'decline' }) {
  useFocusBack()
  const { path } = kinds[quote.documentType]
  const form = useContractForm(quotes[quote.documentType][verb] as (typeof quotes)['estimate']['decline'], {
    initial: { name: '', reason: '' },
    toInput: ({ name, reason }) => ({ documentId: quote.id, name, ...(verb === 'decline' ? { reason } : {}) }),
    invalidates: [path],
    done: verb === 'accept' ? 'Written down as accepted' : 'Written down as declined',
    onDone: close,
  })
  const title = `${verb === 'accept' ? 'Accepted' : 'Declined'} by the client`
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <FormBody form={form as never} verb={`Mark as ${verb === 'accept' ? 'accepted' : 'declined'}`} cancel={close}>
        <Text size="sm">The answer stays and is given once. Your name and the time are kept beside it.</Text>
        <TextInput label="Who said so" withAsterisk data-autofocus {...form.field('name')} />
        {verb === 'decline' && <Textarea label="Why" autosize minRows={2} {...form.field('reason')} />}
      </FormBody>
    </Modal>
  )
}

function EmailDialog({ quote, close }: Props) {
  useFocusBack()
  const { one, path } = kinds[quote.documentType]
  const form = useContractForm(quotes[quote.documentType].email, {
    initial: { to: quote.deliveries[0]?.toEmail ?? quote.client.email ?? '', message: '' },
    toInput: (values) => ({ documentId: quote.id, ...values }),
    invalidates: [path],
    done: (delivery) => `On its way to ${delivery.toEmail}`,
    onDone: close,
  })
  return (
    <Modal
      opened
      onClose={close}
      title={`Send ${one} ${quote.number} again`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <FormBody form={form as never} verb="Send again" cancel={close}>
        <TextInput type="email" label="To" {...form.field('to')} data-autofocus />
        <Textarea label="Message" autosize minRows={3} maxRows={8} {...form.field('message')} />
      </FormBody>
    </Modal>
  )
}

function LinkDialog({ quote, close }: Props) {
  const { one, path } = kinds[quote.documentType]
  const [link, setLink] = useState<{ url: string; expiresAt: string } | undefined>(undefined)
  const make = useCommand(quotes[quote.documentType].createLink, { invalidates: [path], onDone: setLink })
  const revoke = useCommand(quotes[quote.documentType].revokeLinks, {
    invalidates: [path],
    done: `Every public link of this ${one} is closed`,
    onDone: close,
  })
  const input = { documentId: quote.id }
  return (
    <PublicLink
      sentence={`Whoever has the link sees this ${one} and can answer it, without an account.`}
      openLinks={quote.liveLinkCount}
      link={link}
      make={{ pending: make.pending, run: () => void make.run(input) }}
      revoke={{ pending: revoke.pending, run: () => void revoke.run(input) }}
      close={close}
    />
  )
}

function LeaveDialog({ quote, close, verb }: Props & { verb: 'void' | 'delete' }) {
  const go = useGo()
  const of = quotes[quote.documentType]
  const { one, title, path } = kinds[quote.documentType]
  const revoke = useCommand(of.void, { invalidates: [path], done: `${title} voided`, onDone: close })
  const remove = useCommand(of.remove, {
    invalidates: [of.list],
    done: 'Draft deleted',
    onDone: () => {
      close()
      go(path, { replace: true })
    },
  })
  return verb === 'void' ? (
    <Confirm
      title={quote.number === null ? 'Void this draft' : `Void ${one} ${quote.number}`}
      verb="Void"
      danger
      pending={revoke.pending}
      run={() => void revoke.run({ documentId: quote.id })}
      close={close}
    >
      {quote.state === 'draft'
        ? 'It can no longer be changed or sent.'
        : 'Its links open nothing any more, and it can no longer be answered.'}{' '}
      It stays in the list, marked as void.
    </Confirm>
  ) : (
    <Confirm
      title="Delete this draft"
      verb="Delete draft"
      danger
      pending={remove.pending}
      run={() => void remove.run({ documentId: quote.id })}
      close={close}
    >
      The draft for {quote.clientName} leaves the list. An admin can bring it back under Settings, Deleted.
    </Confirm>
  )
}
