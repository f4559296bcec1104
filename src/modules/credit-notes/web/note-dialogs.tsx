import { Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormBody } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { ReverseMoney } from '#ui/paper/reverse-money.tsx'
import * as contract from '../contract.ts'
import { touched } from './words.ts'

export type OpenDialog = 'post' | 'reverse' | 'email' | 'delete'

type Props = { note: contract.CreditNoteDetail; close: () => void }

export function NoteDialog({ dialog, ...props }: Props & { dialog: OpenDialog }) {
  if (dialog === 'post') return <PostNote {...props} />
  if (dialog === 'reverse') return <ReverseNote {...props} />
  if (dialog === 'email') return <EmailNote {...props} />
  return <DeleteDraft {...props} />
}

function PostNote({ note, close }: Props) {
  const format = useFormat()
  const [postedOn, setPostedOn] = useState<string | null>(note.issuedOn)
  const [to, setTo] = useState('')
  const asked = { creditNoteId: note.id, ...(postedOn ? { postedOn } : {}) }
  return (
    <ConfirmMoney
      endpoint={contract.postCreditNote}
      input={{ ...asked, email: to.trim() ? { to: to.trim() } : null }}
      previewInput={asked}
      title="Post credit note"
      consequences={[
        `Invoice ${note.invoiceNumber} owes less, as far as it owes anything; the rest becomes credit of ${note.clientName}.`,
        'It gets its number and never changes any more.',
      ]}
      ifMatch={note.revision}
      invalidates={touched}
      done={(posted) => `Credit note ${posted.number} posted`}
      close={close}
    >
      <Stack gap="md">
        <DateInput label="Date" value={postedOn} onChange={setPostedOn} maxDate={format.today()} />
        <TextInput
          type="email"
          label="E-mail it to"
          description={
            note.clientEmail
              ? `Leave empty to send none. The client has ${note.clientEmail}.`
              : 'Leave empty to send none.'
          }
          placeholder={note.clientEmail ?? ''}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmMoney>
  )
}

function ReverseNote({ note, close }: Props) {
  const format = useFormat()
  return (
    <ReverseMoney
      endpoint={contract.reverseCreditNote}
      input={(reason, reversedOn) => ({ creditNoteId: note.id, reason, ...(reversedOn ? { reversedOn } : {}) })}
      title={`Reverse credit note ${note.number}`}
      danger
      consequences={[
        note.arAppliedCents > 0 && `Invoice ${note.invoiceNumber} owes ${format.money(note.arAppliedCents)} again.`,
        note.creditedCents > 0 && `${format.money(note.creditedCents)} of client credit is taken back.`,
        'The note stays on record, marked as reversed. This cannot be undone.',
      ].filter(Boolean)}
      invalidates={touched}
      done={`Credit note ${note.number} reversed`}
      example="It was for another invoice"
      day={{ label: 'Reversed on', from: note.issuedOn }}
      close={close}
    />
  )
}

function EmailNote({ note, close }: Props) {
  useFocusBack()
  const form = useContractForm(contract.emailCreditNote, {
    initial: { to: note.deliveries[0]?.toEmail ?? note.clientEmail ?? '', message: '' },
    toInput: (values) => ({ creditNoteId: note.id, ...values }),
    invalidates: ['/credit-notes'],
    done: (delivery) => `On its way to ${delivery.toEmail}`,
    onDone: close,
  })
  return (
    <Modal
      opened
      onClose={close}
      title={`E-mail credit note ${note.number}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <FormBody form={form as never} verb="Send" cancel={close}>
        <TextInput type="email" label="To" {...form.field('to')} data-autofocus />
        <Textarea
          label="Message"
          placeholder="Added to the e-mail, if you like"
          autosize
          minRows={3}
          maxRows={8}
          {...form.field('message')}
        />
      </FormBody>
    </Modal>
  )
}

function DeleteDraft({ note, close }: Props) {
  const go = useGo()
  const remove = useCommand(contract.deleteCreditNote, {
    // Not this note: it is gone, and its screen is about to leave.
    invalidates: [contract.listCreditNotes, contract.readInvoiceCorrections],
    done: 'Draft deleted',
    onDone: () => {
      close()
      go('/credit-notes', { replace: true })
    },
  })
  return (
    <Confirm
      title="Delete this draft"
      verb="Delete draft"
      danger
      pending={remove.pending}
      run={() => void remove.run({ creditNoteId: note.id })}
      close={close}
    >
      The draft against invoice {note.invoiceNumber} leaves the list. An admin can bring it back under Settings,
      Deleted.
    </Confirm>
  )
}
