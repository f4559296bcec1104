import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconCheck, IconDownload, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useKeys } from '../keys.ts'
import type { Column } from './columns.ts'
import classes from './list.module.css'
import type { useListPreferences } from './preferences.ts'

type SearchBoxProps = { value: string; onChange: (text: string) => void; placeholder: string }

/** Searches while typing, a moment after the last key. `/` comes here. */
export function SearchBox({ value, onChange, placeholder }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const tell = useDebouncedCallback(onChange, 250)
  // The address may change by itself: back, a saved view, "clear".
  useEffect(() => setText(value), [value])
  useKeys([{ keys: '/', label: placeholder, run: () => box.current?.focus() }])
  return (
    <TextInput
      ref={box}
      className={classes.search ?? ''}
      size="xs"
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={14} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        tell(event.currentTarget.value.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

type ViewMenuProps<Row> = {
  columns: readonly Column<Row>[]
  preferences: ReturnType<typeof useListPreferences<Row>>
  csvHref: string | undefined
}

/** Density, columns, CSV. */
export function ViewMenu<Row>({ columns, preferences, csvHref }: ViewMenuProps<Row>) {
  const optional = columns.filter((column) => column.optional)
  const mark = (on: boolean) => (on ? <IconCheck size={14} aria-label="on" /> : null)
  return (
    <>
      {csvHref && (
        <ActionIcon
          component="a"
          href={csvHref}
          download
          variant="subtle"
          color="gray"
          aria-label="Download as CSV"
          title="Download as CSV"
        >
          <IconDownload size={16} />
        </ActionIcon>
      )}
      <Menu closeOnItemClick={false} width={200}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label="Rows and columns" title="Rows and columns">
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => preferences.setDense(!preferences.dense)} rightSection={mark(preferences.dense)}>
            Compact rows
          </Menu.Item>
          {optional.length > 0 && <Menu.Label>Columns</Menu.Label>}
          {optional.map((column) => (
            <Menu.Item
              key={column.key}
              onClick={() => preferences.turn(column.key, !preferences.shown(column))}
              rightSection={mark(preferences.shown(column))}
            >
              {column.header}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
