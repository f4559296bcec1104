import { Select } from '@mantine/core'
import { listTemplates, type Template } from '#modules/companies/contract.ts'
import { templateLabel } from '#modules/companies/web/index.tsx'
import { useRead } from '#ui/query.ts'
import { toast } from '#ui/toast.tsx'
import documents from './documents.module.css'
import type { Draft } from './editor.tsx'
import { withTemplate } from './editor-values.ts'
import type { Kind } from './kinds.ts'

type Props = {
  kind: Kind
  value: string | null
  choose: (template: Template) => void
  label?: string
  error?: React.ReactNode
}

/** One of the company's templates for this kind of document. Nothing where there is only one to take. */
function TemplateSelect({ kind, value, choose, label, error }: Props) {
  const templates = useRead(listTemplates, { documentType: kind }, { staleMs: 60_000 }).data?.items ?? []
  if (templates.length < 2) return null
  const usual = templates.find((one) => one.isDefault)
  return (
    <Select
      {...(label ? { label } : { 'aria-label': 'Template' })}
      allowDeselect={false}
      data={templates.map((one) => ({ value: one.id, label: templateLabel(one) }))}
      value={templates.some((one) => one.id === value) ? value : label ? (usual?.id ?? null) : null}
      placeholder="Choose a template"
      onChange={(id) => {
        const template = templates.find((one) => one.id === id)
        if (template) choose(template)
      }}
      error={error}
    />
  )
}

type ChooseProps = { kind: Kind; value: string | null; onChange: (id: string) => void; error?: React.ReactNode }

/** In the form of a new document. */
export function ChooseTemplate({ onChange, ...props }: ChooseProps) {
  return <TemplateSelect {...props} label="Template" choose={({ id }) => onChange(id)} />
}

/** Beside the paper: takes the texts of another template, and gives back what stood there. */
export function TemplateField({ draft: { values, change, problems }, kind }: { draft: Draft; kind: Kind }) {
  return (
    <section className={documents.template}>
      <h2 className={documents.railHeading}>Template</h2>
      <TemplateSelect
        kind={kind}
        value={values.templateId}
        error={problems.templateId}
        choose={(template) => {
          const { templateId, header, footer, notes, terms } = values
          change((now) => withTemplate(now, template))
          toast.done(`Header, footer, notes and terms are those of "${template.name}" now`, {
            label: 'Undo',
            run: () => change((now) => ({ ...now, templateId, header, footer, notes, terms })),
          })
        }}
      />
    </section>
  )
}
