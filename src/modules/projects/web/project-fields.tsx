import { MultiSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { listMembers } from '#modules/companies/contract.ts'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { Row, Section } from '#ui/form/form-page.tsx'
import { MoneyInput, QuantityInput } from '#ui/money/inputs.tsx'
import { useRead } from '#ui/query.ts'
import type { ProjectValues } from './form-values.ts'
import { ServiceFields } from './offer-fields.tsx'

type Props = { form: ContractForm<ProjectValues>; isNew?: boolean }

const billing = [
  { value: 'hourly', label: 'By the hour' },
  { value: 'flat', label: 'Flat fee' },
]

export function ProjectFields({ form, isNew = false }: Props) {
  const { values } = form
  return (
    <>
      <Section>
        <ClientPicker
          withAsterisk
          create
          autoFocus={isNew && values.clientId === null}
          value={values.clientId}
          onChange={(id) => form.setFieldValue('clientId', id)}
          error={form.errors.clientId}
        />
        <Row>
          <TextInput
            label="Name"
            placeholder="Website"
            maxLength={200}
            withAsterisk
            autoFocus={isNew && values.clientId !== null}
            {...form.field('name')}
          />
          <TextInput
            label="Number"
            placeholder={isNew ? 'The next one' : ''}
            maxLength={40}
            withAsterisk={!isNew}
            {...form.field('number')}
          />
        </Row>
        <Textarea label="Description" autosize minRows={2} maxRows={10} {...form.field('description')} />
      </Section>
      <Section title="Billing">
        <Billing form={form} />
      </Section>
      <Section title="Budget and dates">
        <Row>
          <QuantityInput
            label="Budget in hours"
            value={values.budgetHours}
            onChange={(hours) => form.setFieldValue('budgetHours', hours)}
            error={form.errors.budgetMinutes}
          />
          <MoneyInput label="Budget in money" {...form.field('budgetCents')} value={values.budgetCents} />
        </Row>
        <Row>
          <DateInput
            label="Received on"
            clearable
            clearButtonProps={{ 'aria-label': 'Clear the received date' }}
            {...form.field('receivedOn')}
            value={values.receivedOn}
          />
          <DateInput
            label="Due on"
            clearable
            clearButtonProps={{ 'aria-label': 'Clear the due date' }}
            {...form.field('dueOn')}
            value={values.dueOn}
          />
        </Row>
      </Section>
      <Section title="Team">
        <Team form={form} />
      </Section>
      <Section
        title="Services"
        lead="What the timer offers on this project. Leave it empty to offer the whole catalog."
      >
        <ServiceFields form={form} />
      </Section>
    </>
  )
}

function Billing({ form }: Props) {
  const { billingType, hourlyRateCents, flatFeeCents } = form.values
  return (
    <>
      <SegmentedControl aria-label="Billing" data={billing} {...form.field('billingType')} />
      {billingType === 'hourly' ? (
        <MoneyInput
          label="Hourly rate"
          description="Leave it empty to bill by the rates of services and members."
          maw={240}
          {...form.field('hourlyRateCents')}
          value={hourlyRateCents}
        />
      ) : (
        <MoneyInput
          label="Fee"
          description="For the whole project, however long it takes."
          maw={240}
          withAsterisk
          {...form.field('flatFeeCents')}
          value={flatFeeCents}
        />
      )}
    </>
  )
}

function Team({ form }: Props) {
  const { data } = useRead(listMembers, { limit: 200 }, { staleMs: 60_000 })
  const members = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <MultiSelect
      label="Members"
      description="Staff members see only the projects they are assigned to. Managers and above see all."
      placeholder={form.values.memberIds.length === 0 ? 'Choose members' : ''}
      data={members}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Clear the team' }}
      hidePickedOptions
      {...form.field('memberIds')}
    />
  )
}
