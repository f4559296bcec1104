import { readClient } from '#modules/clients/contract.ts'
import { type ProjectListItem, readProject } from '#modules/projects/contract.ts'
import { ProjectPicker } from '#modules/projects/web/index.tsx'
import { useRead } from '#ui/query.ts'

type Props = {
  clientId: string | null
  value: string | null
  onChange: (id: string | null, project: ProjectListItem | undefined) => void
  placeholder?: string
  error?: React.ReactNode
}

/** A project of the client, or none. */
export function ChooseProject({ clientId, placeholder = 'None', ...props }: Props) {
  return (
    <ProjectPicker
      clientId={clientId}
      placeholder={placeholder}
      clearable
      clearButtonProps={{ 'aria-label': 'Clear the project' }}
      disabled={clientId === null}
      {...props}
    />
  )
}

export function ClientName({ id }: { id: string }) {
  return useRead(readClient, { clientId: id }).data?.displayName ?? '…'
}

export function ProjectName({ id }: { id: string }) {
  return useRead(readProject, { projectId: id }).data?.name ?? '…'
}
