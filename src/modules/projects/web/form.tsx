import { useParams } from '@tanstack/react-router'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { createProject, type Project, readProject, updateProject } from '../contract.ts'
import { inputOf, valuesOf } from './form-values.ts'
import { ProjectFields } from './project-fields.tsx'

const crumbs = [{ label: 'Projects', to: '/projects' }]
const labels = {
  clientId: 'Client',
  memberIds: 'Team',
  hourlyRateCents: 'Hourly rate',
  flatFeeCents: 'Fee',
  receivedOn: 'Received on',
  dueOn: 'Due on',
  budgetMinutes: 'Budget in hours',
  budgetCents: 'Budget in money',
  'services.*.name': 'Service',
}

export function NewProject() {
  const go = useGo()
  const [{ clientId }] = useUrl({ clientId: '' })
  const form = useContractForm(createProject, {
    initial: valuesOf({ clientId: clientId || null }),
    draft: `project-new-${clientId}`,
    toInput: inputOf,
    done: (project) => `${project.name} started`,
    invalidates: ['/projects', '/clients'],
    onDone: (project) => go(`/projects/${project.id}`),
  })
  const cancel = clientId ? `/clients/${clientId}` : '/projects'
  return (
    <FormPage form={form} title="New project" crumbs={crumbs} verb="Start project" cancel={cancel} labels={labels}>
      <ProjectFields form={form} isNew />
    </FormPage>
  )
}

export function EditProject() {
  const { projectId } = useParams({ strict: false }) as { projectId: string }
  const { data, error, refetch } = useRead(readProject, { projectId }, { staleMs: 0 })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!data) return <ScreenSkeleton />
  return <EditFields key={data.id} project={data} />
}

function EditFields({ project }: { project: Project }) {
  const go = useGo()
  const here = `/projects/${project.id}`
  const form = useContractForm(updateProject, {
    initial: valuesOf(project),
    draft: `project-${project.id}-${project.revision}`,
    toInput: (values) => ({ projectId: project.id, ...inputOf(values) }),
    ifMatch: project.revision,
    done: 'Project saved',
    invalidates: ['/projects', '/clients', '/time-entries', '/timer'],
    onDone: () => go(here),
  })
  return (
    <FormPage
      form={form}
      title={`Edit ${project.name}`}
      crumbs={[...crumbs, { label: project.name, to: here }]}
      verb="Save project"
      cancel={here}
      labels={labels}
    >
      <ProjectFields form={form} />
    </FormPage>
  )
}
