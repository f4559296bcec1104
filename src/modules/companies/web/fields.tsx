import { NumberInput, Select } from '@mantine/core'
import { timeZones } from '#kernel/calendar.ts'
import { currencies } from '#kernel/currency.ts'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { PercentInput } from '#ui/money/inputs.tsx'

type Fields = { form: Pick<ContractForm, 'field'> }

const currencyOptions = currencies.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` }))
const zoneOptions = timeZones().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))

export function CurrencyField({ form, description }: Fields & { description: string }) {
  return (
    <Select
      label="Currency"
      description={description}
      data={currencyOptions}
      searchable
      limit={60}
      withAsterisk
      {...form.field('currency')}
    />
  )
}

export function TimeZoneField({ form }: Fields) {
  return (
    <Select
      label="Time zone"
      description="Says which day it is for invoices, due dates and timesheets."
      data={zoneOptions}
      searchable
      limit={60}
      withAsterisk
      {...form.field('timeZone')}
    />
  )
}

/** What new invoices begin with. */
export function InvoiceFields({ form }: Fields) {
  const tax = form.field('salesTaxPercent')
  return (
    <>
      <NumberInput
        label="Invoices are due after"
        suffix=" days"
        min={0}
        max={365}
        allowDecimal={false}
        maw={220}
        withAsterisk
        {...form.field('invoiceDueDays')}
      />
      <PercentInput
        label="Sales tax"
        description="The rate you usually charge: in the US state and local rate together, such as 8.25. Leave 0 if you charge none. Every invoice can differ."
        maw={360}
        {...tax}
        value={tax.value}
      />
    </>
  )
}
