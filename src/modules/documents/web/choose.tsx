import type { SelectProps } from '@mantine/core'
import { listClients, readClient } from '#modules/clients/contract.ts'
import { listProjects } from '#modules/projects/contract.ts'
import { RecordSelect } from '#ui/form/record-select.tsx'
import { useRead } from '#ui/query.ts'

type Props = Omit<
  SelectProps,
  'data' | 'name' | 'value' | 'onChange' | 'searchable' | 'searchValue' | 'onSearchChange'
> & {
  value: string | null
  onChange: (id: string | null) => void
  /** The name of the value, while the list does not hold it. */
  current?: string | undefined
}

export function ChooseClient(props: Props) {
  return <RecordSelect endpoint={listClients} name={(client) => client.displayName} label="Client" {...props} />
}

/** A project of the client. */
export function ChooseProject({ clientId, ...props }: Props & { clientId: string | null }) {
  return (
    <RecordSelect
      endpoint={listProjects}
      input={clientId ? { clientId } : {}}
      name={(project) => project.name}
      label="Project"
      placeholder="None"
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
