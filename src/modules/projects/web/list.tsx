import { IconPencil, IconPlus } from '@tabler/icons-react'
import { readClient } from '#modules/clients/contract.ts'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { useLive } from '#ui/events.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import type { Action } from '#ui/page/action.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { listProjects, projectStates } from '../contract.ts'
import { projectColumns } from './columns.tsx'
import { useStateActions } from './state-actions.ts'
import { stateWords } from './words.ts'

const states: Filter = {
  kind: 'choice',
  key: 'state',
  label: 'State',
  options: [
    ...projectStates.map((state) => ({ value: state, label: stateWords[state] })),
    { value: 'all', label: 'Any' },
  ],
}

const client: Filter = {
  kind: 'own',
  key: 'clientId',
  label: 'Client',
  text: (value) => <ClientName id={value} />,
  render: ({ value, onChange }) => (
    <ClientPicker
      value={value}
      onChange={(id) => onChange(id ?? '')}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  ),
}

/** Projects that are open; those of other states by filter. Staff members see their own. */
export function ProjectList() {
  const mayClients = useCan('clients:read')
  const mayAdd = useCan('projects:write')
  const stateActions = useStateActions()
  useLive({ projects: ['/projects'], 'time-entries': ['/projects'] })
  const add: Action = { label: 'New project', icon: IconPlus, keys: 'n', needs: 'projects:write', to: '/projects/new' }
  return (
    <ListPage
      title="Projects"
      menu={[deletedLink('projects')]}
      endpoint={listProjects}
      columns={projectColumns()}
      sort="name"
      search="Name or number"
      filters={mayClients ? [states, client] : [states]}
      primary={add}
      open={(project) => `/projects/${project.id}`}
      rowActions={(project) => [
        { label: 'Edit', icon: IconPencil, to: `/projects/${project.id}/edit`, needs: 'projects:write' },
        ...stateActions(project),
      ]}
      empty={{
        title: 'No open projects',
        sentence: mayAdd
          ? 'A project gathers time for a client: who works on it, at what rate, and how much of the budget is left.'
          : 'Projects that you are assigned to appear here.',
        action: { ...add, keys: undefined, icon: undefined },
        guide: '/help/projects',
      }}
    />
  )
}

function ClientName({ id }: { id: string }) {
  return useRead(readClient, { clientId: id }).data?.displayName ?? '…'
}
