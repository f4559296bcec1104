import { Group, Kbd, Modal, Stack, Switch, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useFocusBack } from '../focus-back.ts'
import { singleKeys, useActiveKeys } from '../keys.ts'

/** What the keyboard does on this screen. */
export default function KeyHelp({ close }: { close: () => void }) {
  useFocusBack()
  const [single, setSingle] = useState(singleKeys.on())
  // Of two bindings of the same keys, the later one acts.
  const acting = new Map(useActiveKeys().map((one) => [one.keys, one]))
  const groups = Map.groupBy(acting.values(), (one) => one.group ?? 'On this screen')
  return (
    <Modal opened onClose={close} title="Keyboard shortcuts" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {[...groups].toReversed().map(([group, bindings]) => (
          <section key={group}>
            <Title order={3} mb={4}>
              {group}
            </Title>
            {bindings.map((one) => (
              <Group key={one.keys + one.label} justify="space-between" py={4}>
                <Text size="sm">{one.label}</Text>
                <Keys keys={one.keys} />
              </Group>
            ))}
          </section>
        ))}
        <Switch
          label="Single-key shortcuts"
          description="Turn off if you speak to your computer or press keys by accident."
          checked={single}
          onChange={(event) => {
            singleKeys.set(event.currentTarget.checked)
            setSingle(event.currentTarget.checked)
          }}
        />
      </Stack>
    </Modal>
  )
}

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)

function Keys({ keys }: { keys: string }) {
  const parts = keys.split(/[ +]/).map((part) => (part === 'mod' ? (mac ? '⌘' : 'Ctrl') : part.toUpperCase()))
  return (
    <Group gap={4}>
      {parts.map((part) => (
        <Kbd key={part}>{part}</Kbd>
      ))}
    </Group>
  )
}
