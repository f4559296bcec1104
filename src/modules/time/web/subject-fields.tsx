import { Autocomplete } from '@mantine/core'
import { listServices } from '#modules/catalog/contract.ts'
import { listProjects, type ProjectListItem, readProject } from '#modules/projects/contract.ts'
import { RecordSelect } from '#ui/form/record-select.tsx'
import { useRead } from '#ui/query.ts'

export type Service = { catalogItemId: string | null; serviceName: string | null }

/** Not in a portal: choosing must not count as a click outside of the popover around it. */
const inPlace = { withinPortal: false, shadow: 'md' } as const

type ProjectProps = {
  value: string | null
  /** Its name, while the list does not hold it. */
  current?: string | null | undefined
  onChange: (id: string | null, project: ProjectListItem | undefined) => void
  label?: string
  error?: React.ReactNode
  autoFocus?: boolean
  clearable?: boolean
}

/** A project that time can go to; those assigned come from the server. */
export function ProjectField({
  value,
  current,
  onChange,
  label = 'Project',
  autoFocus,
  clearable = true,
  error,
}: ProjectProps) {
  return (
    <RecordSelect
      endpoint={listProjects}
      input={{ state: 'open' }}
      name={(project) => `${project.name} · ${project.clientName}`}
      label={label}
      placeholder="Choose a project"
      clearable={clearable}
      clearButtonProps={{ 'aria-label': 'Clear the project' }}
      value={value}
      current={current ?? undefined}
      onChange={onChange}
      error={error}
      comboboxProps={inPlace}
      data-autofocus={autoFocus || undefined}
    />
  )
}

type ServiceProps = {
  projectId: string | null
  value: Service
  onChange: (service: Service) => void
  onBlur?: () => void
  error?: React.ReactNode
}

/** One service: of the project, from the catalog, or by a free name. */
export function ServiceField({ projectId, value, onChange, onBlur, error }: ServiceProps) {
  const project = useRead(readProject, { projectId: projectId ?? '' }, { enabled: projectId !== null })
  const catalog = useRead(listServices, {}, { staleMs: 60_000 })
  const ofProject: Service[] = (project.data?.services ?? []).map(({ catalogItemId, name }) => ({
    catalogItemId,
    serviceName: name,
  }))
  const ofCatalog: Service[] = (catalog.data?.items ?? []).map(({ id, name }) => ({
    catalogItemId: id,
    serviceName: name,
  }))
  return (
    <Autocomplete
      label="Service"
      placeholder="Choose or type, if you like"
      data={groupsOf(ofProject, ofCatalog)}
      value={value.serviceName ?? ''}
      onChange={(name) => onChange(serviceNamed(name, [...ofProject, ...ofCatalog]))}
      onBlur={onBlur}
      maxLength={200}
      maxDropdownHeight={240}
      comboboxProps={inPlace}
      error={error}
    />
  )
}

/** The service with this name, else a free one. */
function serviceNamed(name: string, known: readonly Service[]): Service {
  if (name.trim() === '') return { catalogItemId: null, serviceName: null }
  return known.find((one) => one.serviceName === name) ?? { catalogItemId: null, serviceName: name }
}

/** The project's own first; no name twice, or the list would choose between equals. */
function groupsOf(ofProject: readonly Service[], ofCatalog: readonly Service[]): { group: string; items: string[] }[] {
  const first = namesOf(ofProject)
  const rest = namesOf(ofCatalog).filter((name) => !first.includes(name))
  return [
    { group: 'Of this project', items: first },
    { group: 'From the catalog', items: rest },
  ].filter((group) => group.items.length > 0)
}

function namesOf(services: readonly Service[]): string[] {
  return [...new Set(services.flatMap((one) => one.serviceName ?? []))]
}
