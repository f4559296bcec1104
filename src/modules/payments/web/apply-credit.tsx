import { Drawer, Select } from '@mantine/core'
import { listInvoices } from '#modules/documents/contract.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { inputFrom, objections } from '#ui/form/blanks.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormBody, Row } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useKeys } from '#ui/keys.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { LivePreview } from '#ui/paper/live-preview.tsx'
import { useRead } from '#ui/query.ts'
import { applyCredit } from '../contract.ts'

type Props = {
  clientId: string
  creditCents: number
  /** Opened from this invoice. */
  invoiceId?: string | undefined
  close: () => void
}

type Values = { invoiceId: string | null; amountCents: number | null; appliedOn: string | null }

/** The drawer in which credit pays an invoice: at most the credit, at most what is due. */
export function ApplyCredit(props: Props) {
  const { clientId, close } = props
  useFocusBack()
  const { data } = useRead(listInvoices, { clientId, state: 'open', sort: 'due', limit: 200 })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={480}
      title="Apply client credit"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {data && data.items.length === 0 && <p className="quiet">This client owes nothing right now.</p>}
      {data && data.items.length > 0 && <ApplyForm {...props} open={data.items} />}
    </Drawer>
  )
}

type OpenInvoice = { id: string; number: string | null; balanceDueCents: number }

function ApplyForm({ clientId, creditCents, invoiceId, close, open }: Props & { open: readonly OpenInvoice[] }) {
  const format = useFormat()
  const atMost = (id: string | null) =>
    Math.min(creditCents, open.find((one) => one.id === id)?.balanceDueCents ?? creditCents)
  const first = open.find((one) => one.id === invoiceId) ?? open[0]
  const toInput = (values: Values) => ({ ...values, clientId })
  const form = useContractForm(applyCredit, {
    initial: {
      invoiceId: first?.id ?? null,
      amountCents: atMost(first?.id ?? null),
      appliedOn: format.today(),
    } as Values,
    toInput,
    done: (applied) => `Applied ${format.money(applied.amountCents)} of credit to ${applied.invoiceNumber}`,
    onDone: close,
  })
  const { values } = form
  const limit = atMost(values.invoiceId)
  const chosen = open.find((one) => one.id === values.invoiceId)
  const input = inputFrom(applyCredit.input, toInput(values))
  const ready = (values.amountCents ?? 0) <= limit && Object.keys(objections(applyCredit.input, input)).length === 0
  const verb = values.amountCents
    ? `Apply ${format.money(values.amountCents)} to ${chosen?.number ?? 'the invoice'}`
    : 'Apply credit'
  useKeys([{ keys: 'mod+Enter', label: verb, run: () => form.submit() }])
  return (
    <FormBody form={form} verb={verb} cancel={close} labels={{ appliedOn: 'Applied on', invoiceId: 'Invoice' }}>
      <Select
        label="Invoice"
        data={open.map((one) => ({ value: one.id, label: `${one.number}, ${format.money(one.balanceDueCents)} due` }))}
        value={values.invoiceId}
        onChange={(id) => form.setValues({ ...values, invoiceId: id, amountCents: atMost(id) } as never)}
        error={form.errors.invoiceId}
        data-autofocus
      />
      <Row>
        <MoneyInput
          label="Amount"
          description={`At most ${format.money(limit)}`}
          {...form.field('amountCents')}
          value={values.amountCents}
          error={
            form.errors.amountCents ??
            ((values.amountCents ?? 0) > limit ? `At most ${format.money(limit)} can be applied.` : undefined)
          }
        />
        <DateInput
          label="Applied on"
          description="The day in the books"
          maxDate={format.today()}
          {...form.field('appliedOn')}
          value={values.appliedOn}
        />
      </Row>
      <LivePreview
        endpoint={applyCredit}
        input={input}
        ready={ready}
        waiting="Enter an amount that fits to see what will be posted."
      />
    </FormBody>
  )
}
