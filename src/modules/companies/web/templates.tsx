import { Skeleton, Textarea } from '@mantine/core'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody } from '#ui/form/form-page.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { UrlTabs } from '#ui/page/url-tabs.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { type DocumentType, documentTypes } from '../domain/index.ts'

const names: Record<DocumentType, string> = { estimate: 'Estimates', proposal: 'Proposals', invoice: 'Invoices' }

/** The texts that new documents begin with. */
export function Templates() {
  const { data, error, refetch } = useRead(contract.listTemplates, {})
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return (
    <Page title="Templates" lead="The texts that new documents begin with. Documents already made keep theirs." narrow>
      {data ? (
        <UrlTabs
          name="of"
          tabs={[...documentTypes].reverse().map((type) => {
            const template = data.items.find((one) => one.documentType === type && one.isDefault)
            return {
              value: type,
              label: names[type],
              content: () => template && <Texts key={template.revision} template={template} />,
            }
          })}
        />
      ) : (
        <Skeleton h={320} />
      )}
    </Page>
  )
}

function Texts({ template }: { template: contract.Template }) {
  const form = useContractForm(contract.updateTemplate, {
    initial: {
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
