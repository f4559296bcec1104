import { Select } from '@mantine/core'
import { listClients, readClient } from '#modules/clients/contract.ts'
import { listMembers } from '#modules/companies/contract.ts'
import { listProjects, readProject } from '#modules/projects/contract.ts'
import { RecordSelect } from '#ui/form/record-select.tsx'
import type { Filter } from '#ui/list/filters.tsx'
import { useRead } from '#ui/query.ts'
import { useMay } from '#ui/session.ts'
import { listExpenseCategories } from '../contract.ts'
import { stateOptions } from './words.ts'

const ofProject: Filter = {
  kind: 'own',
  key: 'projectId',
  label: 'Project',
  text: (value) => <ProjectName id={value} />,
  render: ({ value, onChange }) => (
    <RecordSelect
      endpoint={listProjects}
      input={{ state: 'all' }}
      name={(row) => row.name}
      label="Project"
      value={value}
      onChange={(id) => onChange(id ?? '')}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  ),
}

const ofClient: Filter = {
  kind: 'own',
  key: 'clientId',
  label: 'Client',
  text: (value) => <ClientName id={value} />,
  render: ({ value, onChange }) => (
    <RecordSelect
      endpoint={listClients}
      name={(row) => row.displayName}
      label="Client"
      value={value}
      onChange={(id) => onChange(id ?? '')}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  ),
}

/** What the list can be narrowed to; clients and members for those who see them. */
export function useFilters(): Filter[] {
  const may = useMay()
  const categories = useRead(listExpenseCategories, {}, { staleMs: 60_000 }).data?.items ?? []
  const filters: (Filter | false)[] = [
    { kind: 'period', label: 'Period' },
    { kind: 'choice', key: 'state', label: 'State', options: stateOptions, many: true },
    {
      kind: 'choice',
      key: 'categoryId',
      label: 'Category',
      options: categories.map(({ id, name }) => ({ value: id, label: name })),
    },
    ofProject,
    may('clients:read') && ofClient,
    may('expenses:read') && {
      kind: 'own',
      key: 'memberId',
      label: 'Member',
      text: (value) => <MemberName id={value} />,
      render: ({ value, onChange }) => <MemberField value={value} onChange={onChange} />,
    },
    may('documents:write') && {
      kind: 'choice',
      key: 'unbilled',
      label: 'Billing',
      options: [{ value: 'true', label: 'Not billed yet' }],
    },
  ]
  return filters.filter((filter) => filter !== false)
}

const ProjectName = ({ id }: { id: string }) => useRead(readProject, { projectId: id }).data?.name ?? '…'
const ClientName = ({ id }: { id: string }) => useRead(readClient, { clientId: id }).data?.displayName ?? '…'

function useMembers() {
  const { data } = useRead(listMembers, {}, { staleMs: 60_000 })
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
}

function MemberName({ id }: { id: string }) {
  return useMembers().find((one) => one.value === id)?.label ?? '…'
}

function MemberField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  return (
    <Select
      label="Member"
      placeholder="Choose a member"
      data={useMembers()}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  )
}
