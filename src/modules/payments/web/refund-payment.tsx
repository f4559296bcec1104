import { Drawer, SegmentedControl, TextInput } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { inputFrom, objections } from '#ui/form/blanks.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormBody, Row, Section } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useKeys } from '#ui/keys.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { LivePreview } from '#ui/paper/live-preview.tsx'
import { type PaymentDetail, refundPayment } from '../contract.ts'
import { lessUnderway, refundableCents } from '../domain/index.ts'
import { RefundSources } from './refund-sources.tsx'
import { missingCents, type RefundValues, refundInput, sourcesOf } from './refund-values.ts'

type Props = { payment: PaymentDetail; close: () => void }

/** The drawer in which money of a payment goes back. Mount it to open it. */
export function RefundPayment({ payment, close }: Props) {
  useFocusBack()
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={560}
      title="Refund payment"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <RefundForm payment={lessUnderway(payment, payment.refunds)} close={close} />
    </Drawer>
  )
}

/** `payment` as if what is on its way back had arrived. */
function RefundForm({ payment, close }: Props) {
  const format = useFormat()
  const rest = payment.amountCents - payment.refundedCents
  const form = useContractForm(refundPayment, {
    initial: {
      amountCents: refundableCents(payment) || null,
      refundedOn: format.today(),
      reference: '',
      reason: '',
      pending: false,
      parts: null,
    } as RefundValues,
    toInput: (values) => refundInput(values, payment),
    done: ({ amountCents, state }) =>
      state === 'pending'
        ? `${format.money(amountCents)} is on its way back to ${payment.clientName}`
        : `Refunded ${format.money(amountCents)} to ${payment.clientName}`,
    onDone: close,
  })
  const { values } = form
  const sources = sourcesOf(values, payment)
  const missing = missingCents(values, sources)
  const input = inputFrom(refundPayment.input, refundInput(values, payment))
  const ready =
    missing === 0 &&
    (values.amountCents ?? 0) <= rest &&
    sources.every((one) => (one.cents ?? 0) <= one.mostCents) &&
    Object.keys(objections(refundPayment.input, input)).length === 0
  const verb = values.amountCents ? `Refund ${format.money(values.amountCents)}` : 'Refund'
  const setParts = (parts: RefundValues['parts']) => {
    form.setFieldValue('parts', parts as never)
    form.clearErrors()
  }
  useKeys([{ keys: 'mod+Enter', label: verb, run: () => form.submit() }])
  return (
    <FormBody form={form} verb={verb} cancel={close} labels={labels}>
      <Row>
        <MoneyInput
          label="Amount"
          description={`At most ${format.money(rest)}`}
          data-autofocus
          {...form.field('amountCents')}
          value={values.amountCents}
          error={
            form.errors.amountCents ??
            ((values.amountCents ?? 0) > rest ? `${format.money(rest)} of the payment is left.` : undefined)
          }
        />
        <DateInput
          label={values.pending ? 'Sent on' : 'Refunded on'}
          description={values.pending ? 'Booked when it arrives' : 'The day in the books'}
          minDate={payment.receivedOn}
          maxDate={format.today()}
          {...form.field('refundedOn')}
          value={values.refundedOn}
        />
      </Row>
      <Row>
        <TextInput label="Reference" placeholder="Transfer 2210" maxLength={200} {...form.field('reference')} />
        <TextInput label="Reason" placeholder="Order returned" maxLength={500} {...form.field('reason')} />
      </Row>
      <SegmentedControl
        aria-label="Where the money is"
        data={[
          { value: 'there', label: 'It went out' },
          { value: 'coming', label: 'It is on its way' },
        ]}
        value={values.pending ? 'coming' : 'there'}
        onChange={(where) => form.setFieldValue('pending', (where === 'coming') as never)}
      />
      <Section title="Where it comes from">
        <RefundSources
          sources={sources}
          missingCents={missing}
          typed={values.parts !== null}
          change={(key, cents) =>
            setParts({ ...Object.fromEntries(sources.map((one) => [one.key, one.cents])), [key]: cents })
          }
          suggest={() => setParts(null)}
        />
      </Section>
      <LivePreview
        endpoint={refundPayment}
        input={input}
        ready={ready}
        waiting="Enter an amount and where it comes from to see what will be posted."
      />
    </FormBody>
  )
}

const labels = { refundedOn: 'Refunded on', sources: 'Where it comes from' }
