import { Radio, Skeleton, Stack } from '@mantine/core'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage, Section } from '#ui/form/form-page.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import type { TwoFactorPolicy } from '../domain/index.ts'

const choices: readonly { value: TwoFactorPolicy; label: string; description: string }[] = [
  { value: 'off', label: 'Nobody', description: 'Everybody decides for their own account.' },
  {
    value: 'managers_and_above',
    label: 'Managers, admins and owners',
    description: 'Those who see clients, documents and money.',
  },
  { value: 'everybody', label: 'Everybody', description: 'Staff too.' },
]

/** Whom the company asks for a second factor, and who has one. */
export function Security() {
  const { data, error, refetch } = useRead(contract.readCompany, {})
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (data) return <Fields key={data.revision} company={data} />
  return (
    <Page title="Security" narrow>
      <Skeleton h={320} />
    </Page>
  )
}

function Fields({ company }: { company: contract.Company }) {
  const form = useContractForm(contract.updateCompany, {
    initial: { twoFactorPolicy: company.twoFactorPolicy },
    ifMatch: company.revision,
    done: 'Settings saved',
    invalidates: ['/settings'],
  })
  return (
    <FormPage form={form} title="Security" verb="Save settings">
      <Section title="Second factor">
        <Radio.Group
          label="Who is asked for a second factor"
          description="A code of an app besides the password, asked for again in a long session. Who has none sets one up when they are asked; single members can be asked besides, under Members."
          {...form.field('twoFactorPolicy')}
        >
          <Stack gap="sm" mt="sm">
            {choices.map((choice) => (
              <Radio key={choice.value} {...choice} />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
    </FormPage>
  )
}
