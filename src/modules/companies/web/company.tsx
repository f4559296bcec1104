import { Checkbox, NumberInput, Select, Skeleton, TextInput } from '@mantine/core'
import { AddressFields } from '#ui/form/address-fields.tsx'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage, Row, Section } from '#ui/form/form-page.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { type CompanyValues, inputOf, valuesOf } from './company-values.ts'
import { CurrencyField, InvoiceFields, TimeZoneField } from './fields.tsx'
import { localeOptions, monthOptions, roundingOptions, weekdayOptions } from './options.ts'

/** Name, address and the rules that documents, time and books follow. */
export function CompanySettings() {
  const { data, error, refetch } = useRead(contract.readCompany, {})
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (data) return <Fields key={data.revision} company={data} />
  return (
    <Page title="Company" narrow>
      <Skeleton h={320} />
    </Page>
  )
}

function Fields({ company }: { company: contract.Company }) {
  const form = useContractForm(contract.updateCompany, {
    initial: valuesOf(company),
    toInput: (values: CompanyValues) => inputOf(values),
    ifMatch: company.revision,
    done: 'Settings saved',
    invalidates: ['/settings', '/me'],
  })
  return (
    <FormPage form={form} title="Company" verb="Save settings">
      <Section>
        <TextInput label="Name" description="As it stands on documents." withAsterisk {...form.field('name')} />
        <Row>
          <TextInput label="E-mail" type="email" {...form.field('email')} />
          <TextInput label="Phone" type="tel" {...form.field('phone')} />
        </Row>
        <Row>
          <TextInput label="Website" {...form.field('website')} />
          <TextInput label="Tax number" {...form.field('taxId')} />
        </Row>
      </Section>
      <Section title="Address">
        <AddressFields form={form} own />
      </Section>
      <Section title="Documents">
        <InvoiceFields form={form} />
        <NumberInput
          label="Estimates are valid for"
          suffix=" days"
          min={1}
          max={365}
          allowDecimal={false}
          maw={220}
          {...form.field('estimateValidDays')}
        />
      </Section>
      <Section title="Money">
        <CurrencyField form={form} description="It stays once something is posted." />
        <Select
          label="The fiscal year starts in"
          data={monthOptions}
          maw={220}
          {...form.field('fiscalYearStartMonth')}
        />
      </Section>
      <TimeSection form={form} />
    </FormPage>
  )
}

function TimeSection({ form }: { form: ReturnType<typeof useContractForm<never, never, CompanyValues>> }) {
  return (
    <Section title="Time and language">
      <TimeZoneField form={form as never} />
      <Row>
        <Select label="Dates and numbers as in" data={localeOptions} searchable {...form.field('locale')} />
        <Select label="The week starts on" data={weekdayOptions} {...form.field('weekStartsOn')} />
      </Row>
      <Row>
        <Select label="Round tracked time" data={roundingOptions} {...form.field('timeRoundingMinutes')} />
        <Select
          label="Rounding goes"
          data={[
            { value: 'nearest', label: 'to the nearest' },
            { value: 'up', label: 'up' },
          ]}
          {...form.field('timeRoundingMode')}
        />
      </Row>
      <Checkbox
        label="Time is approved before it is billed"
        {...form.field('timeNeedsApproval', { type: 'checkbox' })}
      />
    </Section>
  )
}
