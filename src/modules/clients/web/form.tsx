import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { AddressFields } from '#ui/form/address-fields.tsx'
import { type ContractForm, useContractForm } from '#ui/form/contract-form.ts'
import { FormPage, Row, Section } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type Client, createClient, readClient, updateClient } from '../contract.ts'
import { type ClientValues, inputOf, valuesOf } from './form-values.ts'
import { PhoneFields } from './phone-fields.tsx'

const crumbs = [{ label: 'Clients', to: '/clients' }]
const labels = { organizationName: 'Name', email: 'E-mail', taxId: 'Tax id', paymentTermsDays: 'Payment terms' }

export function NewClient() {
  const go = useGo()
  const form = useContractForm(createClient, {
    initial: valuesOf(),
    draft: 'client-new',
    toInput: inputOf,
    done: (client) => `${client.displayName} added`,
    invalidates: ['/clients'],
    onDone: (client) => go(`/clients/${client.id}`),
  })
  return (
    <FormPage form={form} title="New client" crumbs={crumbs} verb="Add client" cancel="/clients" labels={labels}>
      <Fields form={form} autoFocus />
    </FormPage>
  )
}

export function EditClient() {
  const { clientId } = useParams({ strict: false }) as { clientId: string }
  const { data, error, refetch } = useRead(readClient, { clientId }, { staleMs: 0 })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!data) return <ScreenSkeleton />
  return <EditFields key={data.id} client={data} />
}

function EditFields({ client }: { client: Client }) {
  const go = useGo()
  const here = `/clients/${client.id}`
  const form = useContractForm(updateClient, {
    initial: valuesOf(client),
    draft: `client-${client.id}-${client.revision}`,
    toInput: (values) => ({ clientId: client.id, ...inputOf(values) }),
    ifMatch: client.revision,
    done: 'Client saved',
    onDone: () => go(here),
  })
  return (
    <FormPage
      form={form}
      title={`Edit ${client.displayName}`}
      crumbs={[...crumbs, { label: client.displayName, to: here }]}
      verb="Save client"
      cancel={here}
      labels={labels}
    >
      <Fields form={form} />
    </FormPage>
  )
}

function Fields({ form, autoFocus = false }: { form: ContractForm<ClientValues>; autoFocus?: boolean }) {
  return (
    <>
      <Section>
        <TextInput
          label="Organization"
          description="What invoices are made out to. Leave it empty for a private person."
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          maxLength={200}
          {...form.field('organizationName')}
        />
        <TextInput label="Person" description="Whom you talk to." maxLength={200} {...form.field('personName')} />
        <TextInput
          label="E-mail"
          type="email"
          description="Where invoices go."
          autoComplete="off"
          {...form.field('email')}
        />
        <PhoneFields form={form} />
      </Section>
      <Section title="Billing address">
        <AddressFields form={form} />
      </Section>
      <Section title="Billing">
        <Row>
          <TextInput label="Tax id" maxLength={60} {...form.field('taxId')} />
          <NumberInput
            label="Payment terms"
            placeholder="As the company says"
            suffix=" days"
            min={0}
            max={365}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            {...form.field('paymentTermsDays')}
          />
        </Row>
      </Section>
      <Section title="Note">
        <Textarea
          aria-label="Note"
          description="Only your company sees it."
          autosize
          minRows={3}
          maxRows={12}
          {...form.field('internalNote')}
        />
      </Section>
    </>
  )
}
