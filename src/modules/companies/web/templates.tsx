import { Button, Group, Select, Skeleton, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody } from '#ui/form/form-page.tsx'
import { deletedLink } from '#ui/list/deleted-link.ts'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { UrlTabs } from '#ui/page/url-tabs.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { type DocumentType, documentTypes } from '../domain/index.ts'
import { templateLabel } from './template-label.ts'

const names: Record<DocumentType, string> = { estimate: 'Estimates', proposal: 'Proposals', invoice: 'Invoices' }

/** The texts that new documents begin with. */
export function Templates() {
  const { data, error, refetch } = useRead(contract.listTemplates, {})
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return (
    <Page
      title="Templates"
      menu={[deletedLink('templates')]}
      lead="The texts that new documents begin with: the default, unless another is chosen. Documents already made keep theirs."
      narrow
    >
      {data ? (
        <UrlTabs
          name="of"
          tabs={[...documentTypes].reverse().map((type) => ({
            value: type,
            label: names[type],
            content: () => <OfType type={type} templates={data.items.filter((one) => one.documentType === type)} />,
          }))}
        />
      ) : (
        <Skeleton h={320} />
      )}
    </Page>
  )
}

/** The templates of one kind of document: the one that new documents take, and others to choose. */
function OfType({ type, templates }: { type: DocumentType; templates: contract.Template[] }) {
  const [id, setId] = useState<string | null>(null)
  const shown = templates.find((one) => one.id === id) ?? templates.find((one) => one.isDefault) ?? templates[0]
  const invalidates = ['/templates'] as const
  const create = useCommand(contract.createTemplate, {
    invalidates,
    done: 'Template added',
    onDone: (made) => setId(made.id),
  })
  const update = useCommand(contract.updateTemplate, { invalidates, done: 'New documents take this template' })
  const remove = useCommand(contract.deleteTemplate, {
    invalidates,
    done: 'Template deleted',
    onDone: () => setId(null),
  })
  if (!shown) return null
  const held = { ifMatch: shown.revision }
  const { header, footer, notes, terms } = shown
  const copy = { documentType: type, name: `${shown.name} ${templates.length + 1}`, header, footer, notes, terms }
  return (
    <Stack gap="lg">
      <Group gap="xs" align="flex-end">
        <Select
          label="Template"
          allowDeselect={false}
          data={templates.map((one) => ({ value: one.id, label: templateLabel(one) }))}
          value={shown.id}
          onChange={setId}
          style={{ flex: '1 1 220px' }}
        />
        <Button variant="default" loading={create.pending} onClick={() => void create.run(copy)}>
          Copy as new
        </Button>
        {!shown.isDefault && (
          <>
            <Button variant="default" onClick={() => void update.run({ templateId: shown.id, isDefault: true }, held)}>
              Make default
            </Button>
            <Button variant="default" color="red" onClick={() => void remove.run({ templateId: shown.id }, held)}>
              Delete
            </Button>
          </>
        )}
      </Group>
      <Texts key={`${shown.id} ${shown.revision}`} template={shown} />
    </Stack>
  )
}

function Texts({ template }: { template: contract.Template }) {
  const form = useContractForm(contract.updateTemplate, {
    initial: {
      name: template.name,
      header: template.header ?? '',
      notes: template.notes ?? '',
      terms: template.terms ?? '',
      footer: template.footer ?? '',
    },
    toInput: (values) => ({ templateId: template.id, ...values }),
    ifMatch: template.revision,
    done: 'Template saved',
    invalidates: ['/templates'],
  })
  return (
    <FormBody form={form} verb="Save template">
      <TextInput label="Name" {...form.field('name')} withAsterisk />
      <Textarea label="Header" description="Above the lines." autosize minRows={2} {...form.field('header')} />
      <Textarea label="Notes" description="Below the total." autosize minRows={2} {...form.field('notes')} />
      <Textarea
        label="Terms"
        description="How and when to pay, what is included."
        autosize
        minRows={3}
        {...form.field('terms')}
      />
      <Textarea label="Footer" description="Small, at the end." autosize minRows={2} {...form.field('footer')} />
    </FormBody>
  )
}
