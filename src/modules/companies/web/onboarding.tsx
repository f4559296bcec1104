import { Loader, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { newId } from '#kernel/ids.ts'
import { AddressFields } from '#ui/form/address-fields.tsx'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody, Section } from '#ui/form/form-page.tsx'
import { TextLink } from '#ui/link.tsx'
import { useTitle } from '#ui/page/title.ts'
import { homeOf, meQuery, useMe } from '#ui/session.ts'
import * as contract from '../contract.ts'
import { CurrencyField, InvoiceFields, TimeZoneField } from './fields.tsx'
import { guesses } from './guesses.ts'
import classes from './onboarding.module.css'

/** The first minute: a name and a currency are enough, the rest is guessed and can be changed later. */
export function NewCompany() {
  useTitle('New company')
  const me = useMe()
  if (me === undefined) return <Loader type="dots" aria-label="Loading" m="xl" />
  if (me === null) return <Navigate to="/sign-in" search={{ next: '/companies/new' } as never} />
  return (
    <div className={classes.page}>
      <main className={classes.column}>
        <div className={classes.top}>
          <a href="/" className={classes.mark}>
            <img src="/mark.svg" alt="" width={28} height={28} />
            EZ360PM
          </a>
          {me.companies.length > 0 ? (
            <TextLink to={homeOf(me)}>Back</TextLink>
          ) : (
            <span className={classes.account}>Signed in as {me.user.email}</span>
          )}
        </div>
        <h1 className={classes.title}>{me.companies.length > 0 ? 'Another company' : 'Set up your company'}</h1>
        <p className={classes.lead}>
          The books, numbering and templates are prepared for you. All of this can be changed in the settings.
        </p>
        <CompanyFields />
      </main>
    </div>
  )
}

function CompanyFields() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  // One id for this form: pressed twice, or again after a lost answer, it is still one company.
  const [id] = useState(newId)
  const [guessed] = useState(() => guesses())
  const { locale, ...guess } = guessed
  const form = useContractForm(contract.createCompany, {
    initial: {
      name: '',
      addressLine1: '',
      addressLine2: '',
      city: '',
      region: '',
      postalCode: '',
      ...guess,
      invoiceDueDays: 30 as number | string,
      salesTaxPercent: '0',
    },
    toInput: (values) => ({ id, locale, ...values }),
    invalidates: [],
    onDone: async (company) => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 })
      await navigate({ to: `/c/${company.id}`, replace: true })
    },
  })
  return (
    <FormBody form={form} verb="Create company">
      <Section>
        <TextInput
          label="Company name"
          description="As it stands on your invoices."
          autoComplete="organization"
          autoFocus
          withAsterisk
          {...form.field('name')}
        />
      </Section>
      <Section title="Address" lead="Shown on your documents. You can fill it in later.">
        <AddressFields form={form} own />
      </Section>
      <Section title="Money and time">
        <CurrencyField form={form} description="Your books are kept in it. It stays once something is posted." />
        <TimeZoneField form={form} />
      </Section>
      <Section title="Invoices">
        <InvoiceFields form={form} />
      </Section>
    </FormBody>
  )
}
