import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFirstFocus } from '#ui/form/first-focus.ts'
import { useTypeAhead } from '#ui/form/type-ahead.ts'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { createClient, listClients, readClient } from '../contract.ts'

/** What a screen learns of the client that was chosen. */
export type ChosenClient = { id: string; displayName: string }

export type ClientPickerProps = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable'> & {
  value: string | null | undefined
  onChange: (id: string | null, client: ChosenClient | undefined) => void
  /** Offers to add a client by the name that was typed. */
  create?: boolean
}

const add = 'add:'

/** Chooses a client by typing; the server searches. Arrows move, Enter takes, Escape leaves. */
export function ClientPicker({ value, onChange, create = false, autoFocus = false, ...rest }: ClientPickerProps) {
  const field = useFirstFocus(autoFocus)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ChosenClient | undefined>(undefined)
  const [asked] = useDebouncedValue(text.trim(), 150)
  const known = chosen?.id === value ? chosen : undefined
  const named = useRead(readClient, { clientId: value ?? '' }, { enabled: Boolean(value) && known === undefined })
  const current = known ?? (value ? named.data : undefined)
  // After choosing, the field shows the name: that is no search.
  const q = asked === current?.displayName ? '' : asked
  const found = useRead(listClients, { limit: 20, ...(q ? { q } : {}) }, { keep: true })
  const rows = ranked(found.data?.items ?? [], q)
  const adding = useCommand(createClient, {
    done: (client) => `${client.displayName} added`,
    invalidates: ['/clients'],
  })
  const mayAdd = useCan('clients:write') && create
  const take = (client: ChosenClient | undefined) => {
    setChosen(client)
    if (client) setText(client.displayName)
    onChange(client?.id ?? null, client)
  }
  const choose = async (id: string | null) => {
    if (!id?.startsWith(add)) return take(rows.find((row) => row.id === id))
    const client = await adding.run({ organizationName: id.slice(add.length) })
    if (client) take(client)
  }
  const ahead = useTypeAhead({
    rows,
    settled: text.trim() === asked && !found.isFetching,
    searching: text.trim() !== '' && text !== current?.displayName,
    take,
  })
  return (
    <Select
      label="Client"
      placeholder="Type to find"
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'Nothing found'}
      maxDropdownHeight={280}
      {...rest}
      {...(value && !current && { placeholder: 'Loading…' })}
      ref={field}
      openOnFocus={false}
      {...ahead}
      data={optionsOf(rows, current, mayAdd && !found.isFetching ? q : '')}
      value={value ?? null}
      disabled={(rest.disabled ?? false) || adding.pending}
      searchable
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => void choose(id)}
    />
  )
}

/** Those whose name begins with what is typed come first, then those that hold it; others were found by person or e-mail. */
function ranked(rows: readonly ChosenClient[], typed: string): ChosenClient[] {
  const place = ({ displayName }: ChosenClient) => {
    const at = displayName.toLowerCase().indexOf(typed.toLowerCase())
    return at === 0 ? 0 : at > 0 ? 1 : 2
  }
  return [...rows].sort((a, b) => place(a) - place(b))
}

/** What was found, the current one also when it was not, and adding what was typed when no client is called so. */
function optionsOf(rows: readonly ChosenClient[], current: ChosenClient | undefined, typed: string) {
  const all = current && !rows.some((row) => row.id === current.id) && typed === '' ? [current, ...rows] : rows
  const options = all.map((row) => ({ value: row.id, label: row.displayName }))
  const taken = rows.some((row) => row.displayName.toLowerCase() === typed.toLowerCase())
  return typed === '' || taken ? options : [...options, { value: add + typed, label: `Add “${typed}” as a client` }]
}
