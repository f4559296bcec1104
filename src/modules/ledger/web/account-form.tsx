import { Checkbox, Select, Skeleton, Textarea, TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import type { z } from 'zod'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage, Row } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { typeOptions, typeWords } from './words.ts'

const crumbs = [{ label: 'Chart of accounts', to: '/accounts' }]

export function NewAccount() {
  const go = useGo()
  const form = useContractForm(contract.createAccount, {
    initial: { code: '', name: '', type: '' as string, contra: false, description: '' },
    done: (account) => `Account ${account.code} added`,
    invalidates: ['/accounts', '/income-accounts'],
    onDone: () => go('/accounts'),
  })
  return (
    <FormPage form={form} title="New account" crumbs={crumbs} verb="Add account" cancel="/accounts">
      <Select
        label="Type"
        placeholder="What kind of account it is"
        data={typeOptions}
        {...form.field('type')}
        withAsterisk
      />
      <Row>
        <TextInput label="Code" placeholder="6100" inputMode="numeric" {...form.field('code')} withAsterisk maw={160} />
        <TextInput label="Name" placeholder="Rent" {...form.field('name')} withAsterisk />
      </Row>
      <Checkbox
        label="Contra account"
        description="It runs against its type, as discounts run against income."
        {...form.field('contra', { type: 'checkbox' })}
      />
      <Textarea label="Description" autosize minRows={2} {...form.field('description')} />
    </FormPage>
  )
}

export function EditAccount() {
  const accountId = useParams({ strict: false, select: (params: { accountId?: string }) => params.accountId ?? '' })
  const read = useRead(contract.readAccount, { accountId })
  if (read.error) return <Problem problem={asProblem(read.error)} retry={() => void read.refetch()} />
  if (!read.data)
    return (
      <Page title="Account" crumbs={crumbs} narrow>
        <Skeleton h={200} />
      </Page>
    )
  return <Fields key={read.data.revision} account={read.data} />
}

function Fields({ account }: { account: z.output<typeof contract.Account> }) {
  const go = useGo()
  const { id: accountId, code, name, type, revision } = account
  const form = useContractForm(contract.updateAccount, {
    initial: { code, name, description: account.description ?? '' },
    toInput: (values) => ({ accountId, ...values }),
    ifMatch: revision,
    done: 'Account saved',
    invalidates: ['/accounts', '/income-accounts', '/reports', '/journal-entries'],
    onDone: () => go('/accounts'),
  })
  const lead = account.systemKey
    ? `${typeWords[type]}. The system posts here; you can rename it.`
    : `${typeWords[type]}. What kind of account it is does not change.`
  return (
    <FormPage form={form} title={`${code} ${name}`} crumbs={crumbs} lead={lead} verb="Save account" cancel="/accounts">
      <Row>
        <TextInput label="Code" inputMode="numeric" {...form.field('code')} withAsterisk maw={160} />
        <TextInput label="Name" {...form.field('name')} withAsterisk />
      </Row>
      <Textarea label="Description" autosize minRows={2} {...form.field('description')} />
    </FormPage>
  )
}
