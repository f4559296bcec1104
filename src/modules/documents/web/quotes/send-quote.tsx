import { Checkbox, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody } from '#ui/form/form-page.tsx'
import { type Quote, quotes } from '../../contract.ts'
import { kinds } from '../kinds.ts'

type Props = { quote: Quote; close: () => void; onDone?: () => void }

/** Asks before a draft is numbered and locked; says to whom it goes. Nothing is posted: nothing is owed yet. */
export function SendQuote({ quote, close, onDone }: Props) {
  useFocusBack()
  const { one, title, path } = kinds[quote.documentType]
  const form = useContractForm(quotes[quote.documentType].send, {
    initial: { byEmail: quote.client.email !== null, to: quote.client.email ?? '', message: '' },
    toInput: ({ byEmail, to, message }) => ({
      documentId: quote.id,
      email: byEmail ? { to: String(to).trim(), message: String(message).trim() || null } : null,
    }),
    ifMatch: quote.revision,
    invalidates: [path],
    done: (sent) => `${title} ${sent.number} sent`,
    onDone: () => {
      close()
      onDone?.()
    },
  })
  return (
    <Modal opened onClose={close} title={`Send ${one}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <FormBody form={form as never} verb={`Send ${one}`} cancel={close} labels={{ 'email.to': 'To' }}>
        <Stack gap="md">
          <Text size="sm">
            It gets its number and is locked. Your client can accept or decline it by a link, without an account.
          </Text>
          <Checkbox label="Send by e-mail" {...form.field('byEmail', { type: 'checkbox' })} />
          {form.values.byEmail && (
            <>
              <TextInput type="email" label="To" {...form.field('to')} error={form.errors['email.to']} />
              <Textarea
                label="Message"
                placeholder="Added to the e-mail, if you like"
                autosize
                minRows={2}
                maxRows={8}
                maxLength={4000}
                {...form.field('message')}
              />
            </>
          )}
        </Stack>
      </FormBody>
    </Modal>
  )
}
