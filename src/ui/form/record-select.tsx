import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { type AnyPage, useRead } from '../query.ts'
import { useFirstFocus } from './first-focus.ts'

type RowOf<A extends z.ZodType<AnyPage>> = z.output<A>['items'][number] & { id: string }

type Props<I extends z.ZodObject, A extends z.ZodType<AnyPage>> = Omit<
  SelectProps,
  'data' | 'name' | 'value' | 'onChange' | 'searchable' | 'searchValue' | 'onSearchChange'
> & {
  endpoint: Endpoint<I, A>
  /** What is always asked for: `{ archived: 'false' }`. */
  input?: Partial<z.input<I>>
  name: (row: RowOf<A>) => string
  value: string | null | undefined
  onChange: (id: string | null, row: RowOf<A> | undefined) => void
  /** The name of the current value, while the list does not hold it. */
  current?: string | undefined
}

/** Chooses a record by typing: asks the list's endpoint for `q`. */
export function RecordSelect<I extends z.ZodObject, A extends z.ZodType<AnyPage>>(props: Props<I, A>) {
  const { endpoint, input, name, value, onChange, current, autoFocus = false, ...rest } = props
  const field = useFirstFocus(autoFocus)
  const [text, setText] = useState('')
  const [known, setKnown] = useState<RowOf<A> | undefined>(undefined)
  const [asked] = useDebouncedValue(text, 200)
  // After choosing, the field shows the name: that is no search.
  const q = known && asked === name(known) ? '' : asked === current ? '' : asked
  const answer = useRead(endpoint, { ...input, ...(q ? { q } : {}), limit: 20 } as z.input<I>, { keep: true })
  const rows = ((answer.data as z.output<A> | undefined)?.items ?? []) as RowOf<A>[]
  const options = rows.map((row) => ({ value: row.id, label: name(row) }))
  if (value && !options.some((one) => one.value === value)) {
    const label = known?.id === value ? name(known) : current
    if (label) options.unshift({ value, label })
  }
  return (
    <Select
      placeholder="Type to find"
      nothingFoundMessage={answer.isFetching ? 'Searching…' : 'Nothing found'}
      maxDropdownHeight={280}
      {...rest}
      ref={field}
      data={options}
      value={value ?? null}
      searchable
      filter={({ options: all }) => all}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => {
        const row = rows.find((one) => one.id === id)
        setKnown(row)
        onChange(id, row)
      }}
    />
  )
}
