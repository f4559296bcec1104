import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type KeyScope, permissions } from '#kernel/permissions.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormPage, Section } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { useMay } from '#ui/session.ts'
import { createApiKey } from '../contract.ts'
import { SecretShown } from './secret-shown.tsx'
import { readScopes, scopeGroups } from './words.ts'

const list = '/settings/api-keys'

/** Makes a key, and shows its secret once. */
export function NewApiKey() {
  const go = useGo()
  const [secret, setSecret] = useState<string | undefined>(undefined)
  const form = useContractForm(createApiKey, {
    initial: { name: '', scopes: [] as KeyScope[], expiresOn: null as string | null },
    invalidates: ['/api-keys'],
    onDone: (answer) => setSecret(answer.secret),
  })
  return (
    <>
      <FormPage
        title="New API key"
        crumbs={[{ label: 'API keys', to: list }]}
        lead="The key acts as you do, no matter who holds it. Give it only what the program needs."
        form={form}
        verb="Make key"
        cancel={list}
        labels={{ scopes: 'What it may do', expiresOn: 'Last day' }}
      >
        <TextInput
          label="Name"
          description="Where it is used. It stands in the audit log beside everything that the key does."
          maxLength={80}
          {...form.field('name')}
        />
        <DateInput
          label="Last day"
          description="Leave it empty for a key that does not expire."
          value={form.values.expiresOn}
          onChange={(day) => form.setFieldValue('expiresOn', day)}
          error={form.errors.expiresOn}
        />
        <Scopes form={form} />
      </FormPage>
      {secret !== undefined && (
        <SecretShown title="Your new key" label="Secret" secret={secret} close={() => go(list)}>
          Store it where your program finds it. It is shown this once; we keep only its hash.
        </SecretShown>
      )}
    </>
  )
}

type ScopesForm = ReturnType<typeof useContractForm<never, never, { scopes: KeyScope[] } & Record<string, unknown>>>

function Scopes({ form }: { form: Pick<ScopesForm, 'field' | 'setFieldValue'> }) {
  const may = useMay()
  const mine = scopeGroups.flatMap(({ scopes }) => scopes).filter((scope) => may(scope))
  return (
    <Section title="What it may do">
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          onClick={() =>
            form.setFieldValue(
              'scopes',
              mine.filter((scope) => readScopes.includes(scope)),
            )
          }
        >
          Read everything
        </Button>
        <Button variant="default" size="xs" onClick={() => form.setFieldValue('scopes', mine)}>
          All that I may
        </Button>
        <Button variant="subtle" color="gray" size="xs" onClick={() => form.setFieldValue('scopes', [])}>
          None
        </Button>
      </Group>
      <Checkbox.Group {...form.field('scopes')}>
        <Stack gap="lg">
          {scopeGroups.map(({ title, scopes }) => (
            <Stack key={title} gap="xs" role="group" aria-label={title}>
              <strong>{title}</strong>
              {scopes.map((scope) => (
                <Checkbox
                  key={scope}
                  value={scope}
                  disabled={!may(scope)}
                  label={permissions[scope].text}
                  description={scope}
                />
              ))}
            </Stack>
          ))}
        </Stack>
      </Checkbox.Group>
    </Section>
  )
}
