import { Checkbox, Textarea } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { readClient } from '#modules/clients/contract.ts'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { type InvoiceListItem, listInvoices } from '#modules/documents/contract.ts'
import { inputFrom, objections } from '#ui/form/blanks.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormBody, Row, Section } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useKeys } from '#ui/keys.ts'
import { useGo } from '#ui/link.tsx'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { LivePreview } from '#ui/paper/live-preview.tsx'
import { useRead } from '#ui/query.ts'
import { toast } from '#ui/toast.tsx'
import { type PaymentMethod, recordPayment } from '../contract.ts'
import { AllocationTable } from './allocation-table.tsx'
import { HowItCame } from './how-it-came.tsx'
import {
  isOnItsWay,
  type RecordValues,
  recordInput,
  restOf,
  type Share,
  shareProblems,
  sharesOf,
} from './record-values.ts'

type Props = { clientId: string | undefined; first: InvoiceListItem | undefined; close: () => void }

/** A payment: what came in, how, and which invoices get it. */
export function RecordForm({ clientId, first, close }: Props) {
  const format = useFormat()
  const { form, shares, clientEmail, setMethod, setReceipt } = useRecordForm({ clientId, first, close })
  const { values } = form
  const amountCents = values.amountCents ?? 0
  const restCents = restOf(values, shares)
  const input = inputFrom(recordPayment.input, recordInput(values, shares, clientEmail))
  const ready =
    restCents >= 0 &&
    shares.every(({ invoice, cents }) => (cents ?? 0) <= invoice.balanceDueCents) &&
    Object.keys(objections(recordPayment.input, input)).length === 0
  const coming = isOnItsWay(values)
  const verb = verbOf(amountCents > 0 ? format.money(amountCents) : null, coming)
  const setParts = (parts: RecordValues['parts']) => form.setFieldValue('parts', parts as never)
  const amountField = useRef<HTMLInputElement>(null)
  // The drawer took the focus while the open invoices were loading.
  useEffect(() => {
    if (clientId !== undefined) amountField.current?.focus()
  }, [clientId])
  useKeys([{ keys: 'mod+Enter', label: verb, run: () => form.submit() }])
  return (
    <FormBody form={form} verb={verb} cancel={close} labels={labels}>
      {clientId === undefined && (
        <ClientPicker
          placeholder="Who paid"
          value={values.clientId}
          onChange={(id) => {
            form.setFieldValue('clientId', id as never)
            setParts(null)
          }}
          error={form.errors.clientId}
          autoFocus
          data-autofocus
        />
      )}
      <Row>
        <MoneyInput
          label="Amount"
          ref={amountField}
          data-autofocus={clientId !== undefined || undefined}
          {...form.field('amountCents')}
          value={values.amountCents}
        />
        <DateInput
          label={coming ? 'Sent on' : 'Received on'}
          maxDate={format.today()}
          {...form.field('receivedOn')}
          value={values.receivedOn}
        />
      </Row>
      <HowItCame form={form} setMethod={setMethod} />
      <Textarea label="Notes" description="Only for you" autosize minRows={1} maxRows={6} {...form.field('notes')} />
      {values.clientId && (
        <Section title={coming ? 'What it is meant for' : 'What it pays'}>
          <AllocationTable
            shares={shares}
            restCents={restCents}
            amountCents={amountCents}
            problems={shareProblems(form.errors, shares)}
            typed={values.parts !== null}
            change={(id, cents) => {
              const parts = Object.fromEntries(shares.map((one) => [one.invoice.id, one.cents]))
              setParts({ ...parts, [id]: cents })
              form.clearErrors()
            }}
            spread={() => setParts(null)}
          />
        </Section>
      )}
      {clientEmail && !coming && (
        <Checkbox
          label={`E-mail a receipt to ${clientEmail}`}
          checked={values.receipt}
          onChange={(event) => setReceipt(event.currentTarget.checked)}
        />
      )}
      <LivePreview endpoint={recordPayment} input={input} ready={ready} waiting={waitingFor(values, restCents)} />
    </FormBody>
  )
}

const blank = { feeCents: null, pending: false, reference: '', notes: '', parts: null }

function verbOf(amount: string | null, coming: boolean): string {
  if (amount === null) return 'Record payment'
  return coming ? `Record ${amount} on its way` : `Record payment of ${amount}`
}

const labels = {
  clientId: 'Client',
  receivedOn: 'Received on',
  'allocations.*.amountCents': 'What it pays',
  'allocations.*.invoiceId': 'What it pays',
}

/** The form's state, and how its amount is spread over what the client owes. */
function useRecordForm({ clientId, first, close }: Props) {
  const format = useFormat()
  const go = useGo()
  const [usual, setUsual] = useLocalStorage<PaymentMethod>({
    key: 'ez360.payment-method',
    defaultValue: 'check',
    getInitialValueInEffect: false,
  })
  const [receipt, setReceipt] = useLocalStorage({
    key: 'ez360.payment-receipt',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  // What is sent is made from what is on screen; the form asks for it later than this render.
  const spread = useRef<Share[]>([])
  const address = useRef<string | null>(null)
  const remembered = { receivedOn: format.today(), method: usual, receipt }
  const form = useContractForm(recordPayment, {
    initial: {
      ...blank,
      clientId: clientId ?? null,
      amountCents: first?.balanceDueCents ?? null,
      ...remembered,
    } as RecordValues,
    draft: `payment-${first?.id ?? clientId ?? 'new'}`,
    toInput: (values) => recordInput(values, spread.current, address.current),
    onDone: (payment) => {
      close()
      const onItsWay = payment.state === 'pending' ? ', on its way' : ''
      toast.done(`Recorded ${format.money(payment.amountCents)} from ${payment.clientName}${onItsWay}`, {
        label: 'Show payment',
        run: () => go(`/payments/${payment.id}`),
      })
    },
  })
  const payer = form.values.clientId
  const open = useRead(
    listInvoices,
    { clientId: payer ?? undefined, state: 'open', sort: 'due', limit: 200 },
    { enabled: payer !== null },
  )
  spread.current = sharesOf(form.values, payer ? (open.data?.items ?? []) : [], first?.id)
  const client = useRead(readClient, { clientId: payer ?? '' }, { enabled: payer !== null })
  address.current = (payer && client.data?.email) || null
  return {
    form,
    shares: spread.current,
    clientEmail: address.current,
    setReceipt: (wanted: boolean) => {
      setReceipt(wanted)
      form.setFieldValue('receipt', wanted as never)
    },
    setMethod: (method: PaymentMethod) => {
      setUsual(method)
      form.setFieldValue('method', method as never)
    },
  }
}

function waitingFor(values: RecordValues, restCents: number): string {
  if (!values.clientId) return 'Choose the client and enter the amount to see what will be posted.'
  if (!values.amountCents) return 'Enter the amount to see what will be posted.'
  if (restCents < 0) return 'The invoices take more than came in. Lower one of them to see what will be posted.'
  return 'Correct what is marked to see what will be posted.'
}
