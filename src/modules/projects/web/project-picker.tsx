import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useFirstFocus } from '#ui/form/first-focus.ts'
import { useTypeAhead } from '#ui/form/type-ahead.ts'
import { useRead } from '#ui/query.ts'
import { listProjects, type ProjectListItem, readProject } from '../contract.ts'

export type ProjectPickerProps = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable'> & {
  value: string | null | undefined
  onChange: (id: string | null, project: ProjectListItem | undefined) => void
  /** Only this client's projects. */
  clientId?: string | null | undefined
  /** Open ones when not said. */
  state?: 'open' | 'all'
}

/** Chooses a project by typing; the server searches. Arrows move, Enter takes, Escape leaves. */
export function ProjectPicker({
  value,
  onChange,
  clientId,
  state = 'open',
  autoFocus = false,
  ...rest
}: ProjectPickerProps) {
  const field = useFirstFocus(autoFocus)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ProjectListItem | undefined>(undefined)
  const [asked] = useDebouncedValue(text.trim(), 150)
  const known = chosen?.id === value ? chosen : undefined
  const named = useRead(readProject, { projectId: value ?? '' }, { enabled: Boolean(value) && known === undefined })
  const current = known ?? (value ? named.data : undefined)
  // After choosing, the field shows the name: that is no search.
  const q = asked === current?.name ? '' : asked
  const input = { limit: 50, state, ...(q ? { q } : {}), ...(clientId ? { clientId } : {}) }
  const found = useRead(listProjects, input, { keep: true })
  const rows = found.data?.items ?? []
  const groups = optionsOf(rows, q === '' ? current : undefined)
  const take = (project: ProjectListItem | undefined) => {
    setChosen(project)
    if (project) setText(project.name)
    onChange(project?.id ?? null, project)
  }
  const ahead = useTypeAhead({
    rows: byClient(rows).flatMap(([, items]) => items),
    settled: text.trim() === asked && !found.isFetching,
    searching: text.trim() !== '' && text !== current?.name,
    take,
  })
  return (
    <Select
      label="Project"
      placeholder="Type to find"
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'Nothing found'}
      maxDropdownHeight={320}
      {...rest}
      {...(value && !current && { placeholder: 'Loading…' })}
      ref={field}
      openOnFocus={false}
      {...ahead}
      data={groups}
      value={value ?? null}
      searchable
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => take(rows.find((row) => row.id === id))}
    />
  )
}

function byClient(rows: readonly ProjectListItem[]): [client: string, projects: ProjectListItem[]][] {
  return [...Map.groupBy(rows, (row) => row.clientName)].sort(([a], [b]) => a.localeCompare(b))
}

/** By client; the current project stands alone in front while the list does not hold it. */
function optionsOf(rows: readonly ProjectListItem[], current: { id: string; name: string } | undefined) {
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  const groups = byClient(rows).map(([group, items]) => ({ group, items: items.map(option) }))
  const missing = current && !rows.some((row) => row.id === current.id)
  return missing ? [option(current), ...groups] : groups
}
