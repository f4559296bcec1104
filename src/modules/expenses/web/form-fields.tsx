import { Checkbox, Select, Textarea } from '@mantine/core'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { ProjectPicker } from '#modules/projects/web/index.tsx'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { Row, Section } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { MoneyInput, PercentInput } from '#ui/money/inputs.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { listExpenseAccounts, listExpenseCategories } from '../contract.ts'
import { billableCents } from '../domain/expense.ts'
import { cash, type ExpenseValues, ownMoney } from './form-values.ts'
import { MerchantField } from './merchant-field.tsx'

type Props = { form: ContractForm<ExpenseValues> }

export const labels = {
  merchantName: 'Merchant',
  categoryId: 'Category',
  spentOn: 'Date',
  amountCents: 'Amount',
  taxCents: 'Tax',
  clientId: 'Client',
  projectId: 'Project',
  markupPercent: 'Markup',
  payingAccountId: 'Paid with',
}

/** What was bought, from whom, and who paid. */
export function ExpenseFields({ form }: Props) {
  const format = useFormat()
  const { values } = form
  const set = <Field extends keyof ExpenseValues>(field: Field, value: ExpenseValues[Field]) =>
    form.setFieldValue(field, value as never)
  const categories = useCategories(values.categoryId)
  return (
    <>
      <MerchantField
        value={values.merchantName}
        onChange={(name) => set('merchantName', name)}
        known={(merchant) => {
          if (merchant.categoryId && values.categoryId === null) set('categoryId', merchant.categoryId)
        }}
        error={form.errors.merchantName}
      />
      <Row>
        <MoneyInput
          label="Amount"
          description="What was paid, tax included"
          {...form.field('amountCents')}
          value={values.amountCents}
        />
        <MoneyInput
          label="Tax in it"
          description="For your records"
          {...form.field('taxCents')}
          value={values.taxCents}
        />
      </Row>
      <Row>
        <Select
          label="Category"
          placeholder="Choose a category"
          searchable
          data={categories}
          value={values.categoryId}
          onChange={(id) => set('categoryId', id)}
          error={form.errors.categoryId}
        />
        <DateInput label="Date" maxDate={format.today()} {...form.field('spentOn')} value={values.spentOn} />
      </Row>
      <PaidWith form={form} />
      <Textarea label="Notes" placeholder="What it was for" autosize minRows={2} maxRows={8} {...form.field('notes')} />
      <BilledTo form={form} />
    </>
  )
}

function useCategories(current: string | null) {
  const { data } = useRead(listExpenseCategories, {}, { staleMs: 60_000 })
  return (data?.items ?? [])
    .filter((one) => one.active || one.id === current)
    .map(({ id, name }) => ({ value: id, label: name }))
}

function PaidWith({ form }: Props) {
  const { data } = useRead(listExpenseAccounts, {}, { staleMs: 60_000 })
  const accounts = (data?.paying ?? []).filter((one) => one.systemKey !== 'cash')
  return (
    <Select
      label="Paid with"
      description={
        form.values.paidWith === ownMoney
          ? 'You are paid back once this is approved.'
          : 'The account of the company that the money came from.'
      }
      allowDeselect={false}
      data={[
        { value: ownMoney, label: 'My own money' },
        {
          group: 'The company',
          items: [
            { value: cash, label: data?.paying.find((one) => one.systemKey === 'cash')?.name ?? 'Cash' },
            ...accounts.map(({ id, name }) => ({ value: id, label: name })),
          ],
        },
      ]}
      value={form.values.paidWith}
      onChange={(value) => form.setFieldValue('paidWith', (value ?? cash) as never)}
      error={form.errors.payingAccountId}
    />
  )
}

/** For which project or client, and whether they pay for it. */
function BilledTo({ form }: Props) {
  const format = useFormat()
  const seesClients = useCan('clients:read')
  const { values } = form
  const charged =
    values.billable && values.amountCents
      ? billableCents({ amountCents: values.amountCents, markupPercent: values.markupPercent ?? '0' })
      : undefined
  return (
    <Section title="For a project or client">
      <ProjectPicker
        clientId={seesClients ? values.clientId : null}
        placeholder="None"
        clearable
        clearButtonProps={{ 'aria-label': 'Clear the project' }}
        value={values.projectId}
        onChange={(id, project) => {
          form.setFieldValue('projectId', id as never)
          if (project) form.setFieldValue('clientId', project.clientId as never)
        }}
        error={form.errors.projectId}
      />
      {seesClients && (
        <ClientPicker
          label="Client"
          placeholder="None"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the client' }}
          value={values.clientId}
          onChange={(id) => {
            form.setFieldValue('clientId', id as never)
            form.setFieldValue('projectId', null as never)
          }}
          error={form.errors.clientId}
        />
      )}
      <Checkbox
        label="Billable: the client pays for it"
        checked={values.billable}
        onChange={(event) => form.setFieldValue('billable', event.currentTarget.checked as never)}
        error={seesClients ? undefined : form.errors.clientId}
      />
      {values.billable && (
        <PercentInput
          label="Markup"
          description={
            charged === undefined ? 'On top of the amount' : `The client is charged ${format.money(charged)}`
          }
          max={999.999}
          maw={200}
          {...form.field('markupPercent')}
          value={values.markupPercent}
        />
      )}
    </Section>
  )
}
