import { TextInput } from '@mantine/core'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormPage, Row } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { NoteLines } from './note-lines.tsx'
import type { NoteValues } from './note-values.ts'

type Props = {
  form: ContractForm<NoteValues>
  title: string
  invoiceNumber: string
  clientName: string
  issuedOn: string
  verb: string
  cancel: string
}

const labels = { issuedOn: 'Date', reason: 'Reason', subtotalCents: 'Before tax', taxCents: 'Tax', name: 'Credit for' }

/** The draft of a credit note, new or again. */
export function NoteForm({ form, title, invoiceNumber, clientName, issuedOn, verb, cancel }: Props) {
  const format = useFormat()
  return (
    <FormPage
      form={form as never}
      title={title}
      crumbs={[{ label: 'Credit notes', to: '/credit-notes' }]}
      lead={`Against invoice ${invoiceNumber} of ${clientName}. It moves nothing until it is posted.`}
      verb={verb}
      cancel={cancel}
      labels={labels}
    >
      <Row>
        <DateInput
          label="Date"
          description="The day in the books"
          value={form.values.issuedOn}
          onChange={(day) => form.setFieldValue('issuedOn', day)}
          error={form.errors.issuedOn}
          minDate={issuedOn}
          maxDate={format.today()}
        />
        <TextInput
          label="Reason"
          description="Printed on the note"
          placeholder="Two hours were billed twice"
          {...form.field('reason')}
        />
      </Row>
      <NoteLines form={form} />
    </FormPage>
  )
}
