import { Modal, Select, Textarea, TextInput } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormBody, Row } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { type Statement, sendStatement } from '../contract.ts'
import { toneWords } from './words.ts'

type Props = { clientId: string; from: string; to: string; statement: Statement; close: () => void }

const tones = Object.entries(toneWords).map(([value, label]) => ({ value, label }))

/** Sends the statement on screen now, or a reminder on a later day. Mount it to open it. */
export function SendStatement({ clientId, from, to, statement, close }: Props) {
  useFocusBack()
  const { today } = useFormat()
  const form = useContractForm(sendStatement, {
    initial: {
      toEmail: statement.client.email ?? '',
      tone: 'statement' as keyof typeof toneWords,
      sendOn: today() as string | null,
      message: '',
    },
    toInput: ({ toEmail, message, ...rest }) => ({ clientId, from, to, ...rest, toEmail, message: message || null }),
    invalidates: ['/clients'],
    done: (send) => (send.state === 'scheduled' ? 'Scheduled' : 'Statement on its way'),
    onDone: close,
  })
  const { tone, sendOn } = form.values
  const later = sendOn !== null && sendOn > today()
  return (
    <Modal opened onClose={close} title="Send statement" closeButtonProps={{ 'aria-label': 'Close' }}>
      <FormBody form={form} verb={later ? 'Schedule' : 'Send statement'} cancel={close} labels={{ toEmail: 'To' }}>
        <TextInput label="To" type="email" data-autofocus {...form.field('toEmail')} />
        <Row>
          <Select label="What" data={tones} allowDeselect={false} {...form.field('tone')} />
          <DateInput label="On" {...form.field('sendOn')} value={sendOn} />
        </Row>
        <Textarea
          label="Message"
          description={
            tone === 'statement'
              ? 'Empty: a short note with what is open. The statement is attached as PDF.'
              : 'Empty: our usual words, with what is open or past due on that day. Cancelled by itself when that is nothing.'
          }
          autosize
          minRows={3}
          maxLength={4000}
          {...form.field('message')}
        />
      </FormBody>
    </Modal>
  )
}
