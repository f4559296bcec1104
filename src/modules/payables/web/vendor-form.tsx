import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { AddressFields } from '#ui/form/address-fields.tsx'
import { type ContractForm, useContractForm } from '#ui/form/contract-form.ts'
import { FormPage, Row, Section } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { createVendor, readVendor, updateVendor, type Vendor } from '../contract.ts'
import { useExpenseAccounts } from './accounts.ts'

const crumbs = [{ label: 'Vendors', to: '/vendors' }]
const labels = { taxId: 'Tax id', paymentTermsDays: 'Terms', defaultExpenseAccountId: 'Usual account' }

const texts = [
  ...(['name', 'email', 'phone', 'addressLine1', 'addressLine2', 'city', 'region', 'postalCode'] as const),
  ...(['country', 'taxId', 'notes', 'defaultExpenseAccountId'] as const),
]
type Values = { [text in (typeof texts)[number]]: string } & { paymentTermsDays: number | '' }

function valuesOf(vendor?: Vendor): Values {
  const filled = Object.fromEntries(texts.map((name) => [name, vendor?.[name] ?? '']))
  return { ...filled, paymentTermsDays: vendor?.paymentTermsDays ?? '' } as Values
}

export function NewVendor() {
  const go = useGo()
  const form = useContractForm(createVendor, {
    initial: valuesOf(),
    draft: 'vendor-new',
    done: (vendor) => `${vendor.name} added`,
    invalidates: ['/vendors'],
    onDone: (vendor) => go(`/vendors/${vendor.id}`),
  })
  return (
    <FormPage form={form} title="New vendor" crumbs={crumbs} verb="Add vendor" cancel="/vendors" labels={labels}>
      <Fields form={form} autoFocus />
    </FormPage>
  )
}

export function EditVendor() {
  const { vendorId } = useParams({ strict: false }) as { vendorId: string }
  const { data, error, refetch } = useRead(readVendor, { vendorId }, { staleMs: 0 })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!data) return <ScreenSkeleton />
  return <EditFields key={data.id} vendor={data} />
}

function EditFields({ vendor }: { vendor: Vendor }) {
  const go = useGo()
  const here = `/vendors/${vendor.id}`
  const form = useContractForm(updateVendor, {
    initial: valuesOf(vendor),
    draft: `vendor-${vendor.id}-${vendor.revision}`,
    toInput: (values) => ({ vendorId: vendor.id, ...values }),
    ifMatch: vendor.revision,
    done: 'Vendor saved',
    onDone: () => go(here),
  })
  return (
    <FormPage
      form={form}
      title={`Edit ${vendor.name}`}
      crumbs={[...crumbs, { label: vendor.name, to: here }]}
      verb="Save vendor"
      cancel={here}
      labels={labels}
    >
      <Fields form={form} />
    </FormPage>
  )
}

function Fields({ form, autoFocus = false }: { form: ContractForm<Values>; autoFocus?: boolean }) {
  const accounts = useExpenseAccounts(form.values.defaultExpenseAccountId)
  return (
    <>
      <Section>
        <TextInput
          label="Name"
          withAsterisk
          maxLength={200}
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          {...form.field('name')}
        />
        <Row>
          <TextInput label="E-mail" type="email" autoComplete="off" {...form.field('email')} />
          <TextInput label="Phone" maxLength={40} autoComplete="off" {...form.field('phone')} />
        </Row>
      </Section>
      <Section title="Bills" lead="Fills in the next bill of this vendor.">
        <Row>
          <NumberInput
            label="Terms"
            placeholder="30 days"
            suffix=" days"
            min={0}
            max={365}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            {...form.field('paymentTermsDays')}
          />
          <Select
            label="Usual account"
            placeholder="Chosen on each line"
            data={accounts}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': 'Clear the account' }}
            {...form.field('defaultExpenseAccountId')}
            value={form.values.defaultExpenseAccountId || null}
            onChange={(id) => form.setFieldValue('defaultExpenseAccountId', id ?? '')}
          />
        </Row>
        <TextInput label="Tax id" maxLength={60} {...form.field('taxId')} />
      </Section>
      <Section title="Address">
        <AddressFields form={form} />
      </Section>
      <Section title="Notes">
        <Textarea aria-label="Notes" autosize minRows={3} maxRows={12} {...form.field('notes')} />
      </Section>
    </>
  )
}
