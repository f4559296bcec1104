import { Switch, Textarea, TextInput } from '@mantine/core'
import { laterDate } from '#kernel/calendar.ts'
import { type ContractForm, useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormPage, Row, Section } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { correctInvoice, type InvoiceCorrections } from '../contract.ts'
import { clientNote } from '../domain/client-note.ts'
import { CorrectPreview } from './correct-preview.tsx'
import { CorrectSteps } from './correct-steps.tsx'
import { touched } from './words.ts'

type Values = {
  correctedOn: string | null
  reason: string
  tell: boolean
  to: string
  /** Null until the person writes something of their own. */
  message: string | null
}

/** The one screen of a correction: what happens, why, what the client is told, and what the books will say. */
export function CorrectForm({ invoice }: { invoice: InvoiceCorrections }) {
  const go = useGo()
  const format = useFormat()
  const { invoiceId } = invoice
  const number = invoice.invoiceNumber ?? ''
  const today = format.today()
  const written = useWritten(invoice)
  const form = useContractForm(correctInvoice, {
    initial: {
      correctedOn: laterDate(invoice.issuedOn, today),
      reason: '',
      tell: invoice.clientEmail !== null,
      to: invoice.clientEmail ?? '',
      message: null,
    } as Values,
    toInput: ({ correctedOn, reason, tell, to, message }) => ({
      ...{ invoiceId, correctedOn, reason },
      email: tell ? { to: to.trim(), message: message ?? written(reason) } : null,
    }),
    invalidates: touched,
    done: `Invoice ${number} corrected; its replacement is a draft`,
    onDone: ({ replacement }) => go(`/invoices/${replacement.id}/edit`),
  })
  const { values } = form
  return (
    <FormPage
      form={form as never}
      title={`Correct invoice ${number}`}
      crumbs={[
        { label: 'Invoices', to: '/invoices' },
        { label: number, to: `/invoices/${invoiceId}` },
      ]}
      lead="What was sent stays as it was. This takes it back and gives you a fresh draft with the same lines to change."
      verb={`Correct invoice ${number}`}
      cancel={`/invoices/${invoiceId}`}
      labels={{ correctedOn: 'Date', reason: 'What was wrong', to: 'To', message: 'Note' }}
      rail={<CorrectPreview invoiceId={invoiceId} correctedOn={values.correctedOn} />}
    >
      <Section title="What happens">
        <CorrectSteps invoice={invoice} />
      </Section>
      <Section title="Why">
        <Row>
          <TextInput
            label="What was wrong"
            description="Printed on the credit note"
            placeholder="The hours of March were billed twice"
            {...form.field('reason')}
          />
          <DateInput
            label="Date"
            description="The day in the books"
            value={values.correctedOn}
            onChange={(day) => form.setFieldValue('correctedOn', day)}
            error={form.errors.correctedOn}
            minDate={invoice.issuedOn}
            maxDate={today}
          />
        </Row>
      </Section>
      <TellClient form={form} name={invoice.clientName} note={written(values.reason)} />
    </FormPage>
  )
}

type TellProps = { form: ContractForm<Values>; name: string; note: string }

/** Whether the client is told, where, and in which words. */
function TellClient({ form, name, note }: TellProps) {
  const { values } = form
  return (
    <Section title={`Tell ${name}`}>
      <Switch
        label="E-mail a note with the credit note as PDF"
        checked={values.tell}
        onChange={(event) => form.setFieldValue('tell', event.currentTarget.checked)}
      />
      {values.tell && (
        <>
          <TextInput
            type="email"
            label="To"
            value={values.to}
            onChange={(event) => form.setFieldValue('to', event.currentTarget.value)}
            error={form.errors['email.to']}
          />
          <Textarea
            label="Note"
            description="Change every word you like."
            autosize
            minRows={8}
            maxRows={20}
            maxLength={4000}
            value={values.message ?? note}
            onChange={(event) => form.setFieldValue('message', event.currentTarget.value)}
            error={form.errors['email.message']}
          />
        </>
      )}
    </Section>
  )
}

/** The note in our words, as the reason is typed. */
function useWritten(invoice: InvoiceCorrections): (reason: string) => string {
  const format = useFormat()
  const keptCents = Math.max(0, invoice.restSubtotalCents + invoice.restTaxCents - invoice.balanceDueCents)
  return (reason) =>
    clientNote({
      clientName: invoice.clientName,
      companyName: invoice.companyName,
      number: invoice.invoiceNumber ?? '',
      issuedOn: format.date(invoice.issuedOn),
      total: format.money(invoice.totalCents),
      kept: keptCents > 0 ? format.money(keptCents) : null,
      reason: reason.trim() || null,
    })
}
