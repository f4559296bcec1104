import { ClientPicker } from '#modules/clients/web/index.tsx'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { useUrl } from '#ui/url.ts'
import { createInvoice } from '../contract.ts'
import { ChooseProject } from './choose.tsx'
import { ChooseTemplate } from './template.tsx'

/** For whom a new invoice is; the paper follows, dated by the client's terms. */
export function NewInvoice() {
  const go = useGo()
  const [url] = useUrl({ clientId: '', projectId: '' })
  const form = useContractForm(createInvoice, {
    initial: {
      clientId: (url.clientId || null) as string | null,
      projectId: (url.projectId || null) as string | null,
      templateId: null as string | null,
    },
    toInput: ({ templateId, ...values }) => ({ ...values, ...(templateId ? { templateId } : {}) }),
    invalidates: ['/invoices'],
    onDone: (invoice) => go(`/invoices/${invoice.id}/edit`, { replace: true }),
  })
  const { clientId, projectId, templateId } = form.values
  return (
    <FormPage
      form={form as never}
      title="New invoice"
      crumbs={[{ label: 'Invoices', to: '/invoices' }]}
      lead="Whom is it for? Dates, notes and terms follow from the client and your template."
      verb="Draft invoice"
      cancel="/invoices"
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
        kind="invoice"
        value={templateId}
        onChange={(id) => form.setFieldValue('templateId', id)}
        error={form.errors.templateId}
      />
    </FormPage>
  )
}
