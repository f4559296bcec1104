import { Checkbox, NumberInput, Select, Skeleton, Textarea, TextInput } from '@mantine/core'
import { Suspense } from 'react'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { listTemplates } from '#modules/companies/contract.ts'
import { InvoiceContent } from '#modules/documents/web/index.tsx'
import { ProjectPicker } from '#modules/projects/web/index.tsx'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { Row, Section } from '#ui/form/form-page.tsx'
import { useRead } from '#ui/query.ts'
import type { PlanValues } from './plan-values.ts'
import classes from './recurring.module.css'

export const labels = {
  clientId: 'Client',
  nextRunOn: 'Next invoice',
  endOn: 'Last day',
  dueDays: 'Due after',
  lines: 'Lines',
  every: 'Every',
}

type Props = { form: ContractForm<PlanValues>; autoFocus?: boolean }

/** Everything that a plan says: for whom, how often, and what is on each invoice. */
export function PlanFields({ form, autoFocus = false }: Props) {
  const { clientId, projectId } = form.values
  const problems = Object.fromEntries(Object.entries(form.errors).map(([path, error]) => [path, String(error)]))
  return (
    <>
      <Section>
        <TextInput
          label="Name"
          description="Only your team sees it."
          placeholder="Website care"
          maxLength={120}
          withAsterisk
          autoFocus={autoFocus}
          {...form.field('name')}
        />
        <ClientPicker
          value={clientId}
          onChange={(id) => {
            form.setFieldValue('clientId', id)
            form.setFieldValue('projectId', null)
          }}
          error={form.errors.clientId}
        />
        {clientId && (
          <ProjectPicker
            key={clientId}
            clientId={clientId}
            value={projectId}
            onChange={(id) => form.setFieldValue('projectId', id)}
            error={form.errors.projectId}
          />
        )}
      </Section>
      <Section title="When">
        <RhythmFields form={form} />
      </Section>
      <section className={classes.content}>
        <h2 className={classes.heading}>On each invoice</h2>
        <Suspense fallback={<Skeleton h={180} />}>
          <InvoiceContent
            initial={form.values}
            onChange={({ discount, lines }) => {
              form.setFieldValue('discount', discount)
              form.setFieldValue('lines', lines)
            }}
            problems={problems}
          />
        </Suspense>
      </section>
      <Section title="Texts" lead="Left empty, they come from your invoice template.">
        <TemplateField form={form} />
        <Textarea label="Notes" autosize minRows={2} maxLength={4000} {...form.field('notes')} />
        <Textarea label="Terms" autosize minRows={2} maxLength={4000} {...form.field('terms')} />
      </Section>
    </>
  )
}

/** Offered where there is a choice. */
function TemplateField({ form }: { form: ContractForm<PlanValues> }) {
  const templates = useRead(listTemplates, { documentType: 'invoice' }, { staleMs: 60_000 }).data?.items ?? []
  if (templates.length < 2) return null
  return (
    <Select
      label="Template"
      placeholder="The default one"
      data={templates.map(({ id, name }) => ({ value: id, label: name }))}
      clearable
      clearButtonProps={{ 'aria-label': 'Clear the template' }}
      {...form.field('templateId')}
    />
  )
}

const frequencies = [
  { value: 'weekly', label: 'Weeks' },
  { value: 'monthly', label: 'Months' },
  { value: 'yearly', label: 'Years' },
]

const days = [
  ...Array.from({ length: 30 }, (_, at) => ({ value: String(at + 1), label: String(at + 1) })),
  { value: '31', label: 'Last day' },
]

function RhythmFields({ form }: { form: ContractForm<PlanValues> }) {
  const weekly = form.values.frequency === 'weekly'
  const whole = { min: 0, allowDecimal: false, allowNegative: false, hideControls: true }
  return (
    <>
      <Row>
        <NumberInput label="Every" {...whole} min={1} max={99} {...form.field('every')} />
        <Select label="Unit" data={frequencies} allowDeselect={false} {...form.field('frequency')} />
        {!weekly && (
          <Select
            label="Day of the month"
            placeholder="As the first"
            data={days}
            clearable
            clearButtonProps={{ 'aria-label': 'Clear the day' }}
            {...form.field('dayOfMonth')}
          />
        )}
      </Row>
      <Row>
        <DateInput label="Next invoice" required {...form.field('nextRunOn')} value={form.values.nextRunOn} />
        <DateInput
          label="Last day"
          description="Empty: until you stop it."
          {...form.field('endOn')}
          value={form.values.endOn}
        />
      </Row>
      <NumberInput
        label="Due after"
        placeholder="As the client’s terms say"
        suffix=" days"
        maw={260}
        max={365}
        {...whole}
        {...form.field('dueDays')}
      />
      <Checkbox
        label="Send each invoice by itself"
        description="Numbered, booked and e-mailed on its day. Otherwise it waits for you as a draft."
        {...form.field('autoSend', { type: 'checkbox' })}
      />
    </>
  )
}
