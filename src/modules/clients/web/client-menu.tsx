import { IconArchive, IconArchiveOff, IconFolderPlus, IconPencil, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useGo } from '#ui/link.tsx'
import type { Action } from '#ui/page/action.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { archiveClient, type Client, deleteClient, unarchiveClient } from '../contract.ts'

/** What else can be done with a client, and the question before it is deleted. */
export function useClientMenu(client: Client): { actions: Action[]; dialog: ReactNode } {
  const clientId = client.id
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const archive = useCommand(archiveClient, { done: `${client.displayName} archived` })
  const back = useCommand(unarchiveClient, { done: `${client.displayName} is back` })
  const remove = useCommand(deleteClient, {
    done: `${client.displayName} deleted`,
    invalidates: [],
    onDone: () => go('/clients', { replace: true }),
  })
  const needs = 'clients:write' as const
  const actions: Action[] = [
    { label: 'Edit', icon: IconPencil, keys: 'e', needs, to: `/clients/${clientId}/edit` },
    { label: 'New project', icon: IconFolderPlus, needs: 'projects:write', to: `/projects/new?clientId=${clientId}` },
    client.archivedAt === null
      ? { label: 'Archive', icon: IconArchive, needs, run: () => void archive.run({ clientId }) }
      : { label: 'Bring back', icon: IconArchiveOff, needs, run: () => void back.run({ clientId }) },
    { label: 'Delete…', icon: IconTrash, needs, danger: true, run: () => setAsking(true) },
  ]
  const dialog = asking && (
    <Confirm
      title={`Delete ${client.displayName}?`}
      verb="Delete client"
      danger
      pending={remove.pending}
      run={() => void remove.run({ clientId }).then(() => setAsking(false))}
      close={() => setAsking(false)}
    >
      This is for clients added by mistake. A client with projects, documents or payments is kept; archive it instead.
    </Confirm>
  )
  return { actions, dialog }
}
