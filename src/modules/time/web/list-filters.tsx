import { Select } from '@mantine/core'
import { readClient } from '#modules/clients/contract.ts'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { readProject } from '#modules/projects/contract.ts'
import { ProjectPicker } from '#modules/projects/web/index.tsx'
import type { Filter } from '#ui/list/filters.tsx'
import { useRead } from '#ui/query.ts'
import { useMay } from '#ui/session.ts'
import * as contract from '../contract.ts'

const states = [
  { value: 'open', label: 'Not billed yet' },
  { value: 'draft', label: 'Draft' },
  { value: 'submitted', label: 'Submitted' },
  { value: 'approved', label: 'Approved' },
  { value: 'billed', label: 'Billed' },
  { value: 'void', label: 'Void' },
]
const yesNo = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]

/** What the list can be narrowed to; clients and members for those who may see them. */
export function useFilters(): Filter[] {
  const may = useMay()
  const filters: (Filter | undefined)[] = [
    { kind: 'period', label: 'Period' },
    { kind: 'choice', key: 'state', label: 'State', options: states },
    {
      kind: 'own',
      key: 'projectId',
      label: 'Project',
      text: (value) => <NameOf kind="project" id={value} />,
      render: ({ value, onChange }) => (
        <ProjectPicker
          state="all"
          value={value || null}
          onChange={(id) => onChange(id ?? '')}
          comboboxProps={{ withinPortal: false }}
          data-autofocus
        />
      ),
    },
    may('clients:read')
      ? {
          kind: 'own',
          key: 'clientId',
          label: 'Client',
          text: (value) => <NameOf kind="client" id={value} />,
          render: ({ value, onChange }) => (
            <ClientPicker
              value={value || null}
              onChange={(id) => onChange(id ?? '')}
              comboboxProps={{ withinPortal: false }}
              data-autofocus
            />
          ),
        }
      : undefined,
    may('time:approve')
      ? {
          kind: 'own',
          key: 'memberId',
          label: 'Member',
          text: (value) => <NameOf kind="member" id={value} />,
          render: ({ value, onChange }) => <MemberField value={value} onChange={onChange} />,
        }
      : undefined,
    { kind: 'choice', key: 'billable', label: 'Billable', options: yesNo },
  ]
  return filters.filter((filter) => filter !== undefined)
}

/** Those with time of late; the rest are found by their week. */
function MemberField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { data } = useRead(contract.listTimeEntries, { limit: 200 }, { staleMs: 60_000 })
  const names = new Map(data?.items.map((entry) => [entry.memberId, entry.memberName]))
  const options = [...names]
    .map(([id, name]) => ({ value: id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label))
  return (
    <Select
      label="Member"
      placeholder="Choose a member"
      data={options}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  )
}

function NameOf({ kind, id }: { kind: 'project' | 'client' | 'member'; id: string }) {
  const project = useRead(readProject, { projectId: id }, { enabled: kind === 'project' })
  const client = useRead(readClient, { clientId: id }, { enabled: kind === 'client' })
  const sheet = useRead(contract.readTimesheet, { memberId: id }, { enabled: kind === 'member' })
  return project.data?.name ?? client.data?.displayName ?? sheet.data?.memberName ?? '…'
}
