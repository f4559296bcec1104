import { Checkbox, Drawer, Skeleton } from '@mantine/core'
import { type InvoiceListItem, listInvoices } from '#modules/documents/contract.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { inputFrom, objections } from '#ui/form/blanks.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormBody, Row, Section } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useKeys } from '#ui/keys.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { LivePreview } from '#ui/paper/live-preview.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type PaymentDetail, settlePayment } from '../contract.ts'
import { AllocationTable } from './allocation-table.tsx'
import { restOf, shareProblems } from './record-values.ts'
import { type SettleValues, settleInput, settleShares } from './settle-values.ts'

type Props = { payment: PaymentDetail; close: () => void }

/** The drawer in which money that was on its way is taken in. Mount it to open it. */
export function SettlePayment({ payment, close }: Props) {
  useFocusBack()
  const input = { clientId: payment.clientId, state: 'open' as const, sort: 'due' as const, limit: 200 }
  const { data, error, refetch } = useRead(listInvoices, input, { staleMs: 0 })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={560}
      title="The money arrived"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : data ? (
        <SettleForm payment={payment} open={data.items} close={close} />
      ) : (
        <Skeleton h={240} role="status" aria-label="Loading" />
      )}
    </Drawer>
  )
}

function SettleForm({ payment, open, close }: Props & { open: readonly InvoiceListItem[] }) {
  const format = useFormat()
  const form = useContractForm(settlePayment, {
    initial: { receivedOn: format.today(), feeCents: null, receipt: false, parts: null } as SettleValues,
    toInput: (values) => settleInput(values, payment, open),
    done: `${format.money(payment.amountCents)} from ${payment.clientName} arrived`,
    onDone: close,
  })
  const { values } = form
  const shares = settleShares(values, payment, open)
  const restCents = restOf(payment, shares)
  const input = inputFrom(settlePayment.input, settleInput(values, payment, open))
  const ready = restCents >= 0 && Object.keys(objections(settlePayment.input, input)).length === 0
  const verb = `Take in ${format.money(payment.amountCents)}`
  const setParts = (parts: SettleValues['parts']) => {
    form.setFieldValue('parts', parts as never)
    form.clearErrors()
  }
  useKeys([{ keys: 'mod+Enter', label: verb, run: () => form.submit() }])
  return (
    <FormBody form={form} verb={verb} cancel={close} labels={labels}>
      <Row>
        <DateInput
          label="Received on"
          description="The day in the books"
          data-autofocus
          minDate={payment.announcedOn ?? payment.receivedOn}
          maxDate={format.today()}
          {...form.field('receivedOn')}
          value={values.receivedOn}
        />
        {payment.method === 'stripe' && (
          <MoneyInput
            label="Processing fee"
            description="What Stripe keeps of it"
            {...form.field('feeCents')}
            value={values.feeCents}
          />
        )}
      </Row>
      <Section title="What it pays">
        <AllocationTable
          shares={shares}
          restCents={restCents}
          amountCents={payment.amountCents}
          problems={shareProblems(form.errors, shares)}
          typed={values.parts !== null}
          change={(id, cents) =>
            setParts({ ...Object.fromEntries(shares.map((one) => [one.invoice.id, one.cents])), [id]: cents })
          }
          spread={() => setParts(null)}
          spreadWords="As it was meant"
        />
      </Section>
      {payment.clientEmail && (
        <Checkbox
          label={`E-mail a receipt to ${payment.clientEmail}`}
          checked={values.receipt}
          onChange={(event) => form.setFieldValue('receipt', event.currentTarget.checked as never)}
        />
      )}
      <LivePreview
        endpoint={settlePayment}
        input={input}
        ready={ready}
        waiting="Correct what is marked to see what will be posted."
      />
    </FormBody>
  )
}

const labels = { receivedOn: 'Received on', 'allocations.*.amountCents': 'What it pays' }
