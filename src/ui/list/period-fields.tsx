import { Button, Group, Stack } from '@mantine/core'
import { period } from '#kernel/calendar.ts'
import { DateInput } from '../form/date-input.tsx'
import { useFormat } from '../format.ts'
import { presetOf, presets } from './presets.ts'

type Props = { from: string; to: string; set: (range: { from?: string; to?: string }) => void; close: () => void }

/** Presets and two dates. */
export default function PeriodFields({ from, to, set, close }: Props) {
  const today = useFormat().today()
  const current = presetOf(from, to, today)
  return (
    <Stack gap="sm">
      <Group gap={4}>
        {presets.map((preset) => (
          <Button
            key={preset.name}
            size="compact-sm"
            variant={current?.name === preset.name ? 'light' : 'subtle'}
            onClick={() => {
              set(period(preset.name, today))
              close()
            }}
          >
            {preset.label}
          </Button>
        ))}
      </Group>
      <DateInput label="From" value={from} onChange={(date) => set({ from: date ?? '' })} clearable />
      <DateInput label="Until" value={to} onChange={(date) => set({ to: date ?? '' })} clearable />
    </Stack>
  )
}
