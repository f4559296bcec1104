import { ActionIcon, Button, Group, Popover, TextInput, Tooltip, UnstyledButton } from '@mantine/core'
import { IconBookmark, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import classes from './list.module.css'
import { type SavedView, sameView, useSavedViews } from './views.ts'

type Props = {
  /** Of which list. */
  list: string
  /** Search, filters and order as the address has them. */
  current: SavedView['url']
  show: (url: SavedView['url']) => void
}

/** Search, filters and order under a name, to come back to. */
export function SavedViews({ list, current, show }: Props) {
  const { views, save, remove } = useSavedViews(list)
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')
  const here = views.find((view) => sameView(view.url, current))
  const label = here ? `View: ${here.name}` : 'Saved views'
  function keep(event: FormEvent) {
    event.preventDefault()
    if (name.trim() === '') return
    save({ name: name.trim(), url: current })
    setName('')
    setOpened(false)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={260} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Tooltip label={label} disabled={opened}>
          <ActionIcon
            {...(here ? { variant: 'light' } : { variant: 'subtle', color: 'gray' })}
            aria-label={label}
            aria-haspopup="dialog"
            onClick={() => setOpened(!opened)}
          >
            <IconBookmark size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views">
        {views.length === 0 ? (
          <p className={classes.viewHint}>Search, filters and order, kept under a name in this browser.</p>
        ) : (
          <ul className={classes.views}>
            {views.map((view) => (
              <li key={view.name}>
                <UnstyledButton
                  className={classes.view ?? ''}
                  aria-current={view === here || undefined}
                  onClick={() => {
                    show(view.url)
                    setOpened(false)
                  }}
                >
                  {view.name}
                </UnstyledButton>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={`Forget ${view.name}`}
                  onClick={() => remove(view.name)}
                >
                  <IconX size={14} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
        {!here && (
          <form onSubmit={keep}>
            <Group gap="xs" wrap="nowrap">
              <TextInput
                size="xs"
                flex={1}
                aria-label="Name of this view"
                placeholder="Name of this view"
                maxLength={60}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                data-autofocus
              />
              <Button size="xs" type="submit" disabled={name.trim() === ''}>
                Save view
              </Button>
            </Group>
          </form>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
