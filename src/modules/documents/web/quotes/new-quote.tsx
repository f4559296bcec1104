import { ClientPicker } from '#modules/clients/web/index.tsx'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { useUrl } from '#ui/url.ts'
import { quotes } from '../../contract.ts'
import type { QuoteType } from '../../domain/quote.ts'
import { ChooseProject } from '../choose.tsx'
import { kinds } from '../kinds.ts'
import { ChooseTemplate } from '../template.tsx'

/** For whom it is; the paper follows. */
function NewQuote({ type }: { type: QuoteType }) {
  const go = useGo()
  const { one, many, path } = kinds[type]
  const [url] = useUrl({ clientId: '', projectId: '' })
  const form = useContractForm(quotes[type].create, {
    initial: {
      clientId: (url.clientId || null) as string | null,
      projectId: (url.projectId || null) as string | null,
      templateId: null as string | null,
    },
    toInput: ({ templateId, ...values }) => ({ ...values, ...(templateId ? { templateId } : {}) }),
    invalidates: [path],
    onDone: (quote) => go(`${path}/${quote.id}/edit`, { replace: true }),
  })
  const { clientId, projectId, templateId } = form.values
  return (
    <FormPage
      form={form as never}
      title={`New ${one}`}
      crumbs={[{ label: many, to: path }]}
      lead="Whom is it for? How long it holds, notes and terms follow from your settings and template."
      verb={`Draft ${one}`}
      cancel={path}
      labels={{ clientId: 'Client', projectId: 'Project', templateId: 'Template' }}
    >
      <ClientPicker
        create
        value={clientId}
        onChange={(id) => {
          form.setFieldValue('clientId', id)
          form.setFieldValue('projectId', null)
        }}
        error={form.errors.clientId}
        data-autofocus
        autoFocus
      />
      <ChooseProject
        key={clientId}
        clientId={clientId}
        value={projectId}
        onChange={(id) => form.setFieldValue('projectId', id)}
        error={form.errors.projectId}
      />
      <ChooseTemplate
        kind={type}
        value={templateId}
        onChange={(id) => form.setFieldValue('templateId', id)}
        error={form.errors.templateId}
      />
    </FormPage>
  )
}

export const NewEstimate = () => <NewQuote type="estimate" />
export const NewProposal = () => <NewQuote type="proposal" />
