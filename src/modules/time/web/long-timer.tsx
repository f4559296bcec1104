import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addSeconds, dateIn, instantIn, timeIn } from '#kernel/calendar.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { formatDuration } from '../domain/typed.ts'
import { DurationInput } from './duration-input.tsx'
import type { Keep, UsedTimer } from './use-timer.ts'

const usualDay = 8 * 60

type Choice = 'until' | 'hours' | 'all'

export default function LongTimer({ used, close }: { used: UsedTimer; close: () => void }) {
  const format = useFormat()
  const { timer } = used
  const zone = format.timeZone
  // A field holds minutes: the next full one, so that the proposal is not a minute short.
  const proposed = addSeconds(timer?.startedAt ?? '1970-01-01T00:00:00Z', usualDay * 60 + 59)
  const [choice, setChoice] = useState<Choice>('until')
  const [day, setDay] = useState<string | null>(dateIn(zone, proposed))
  const [time, setTime] = useState(timeIn(zone, proposed))
  const [minutes, setMinutes] = useState<number | null>(usualDay)
  if (!timer) return null
  const keep = keepOf(choice, day && time ? instantIn(zone, day, time) : undefined, minutes)
  const finish = (act: () => unknown) => {
    close()
    void act()
  }
  return (
    <Modal opened onClose={close} title="How much of this should count?" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Text>
          The timer{timer.projectName ? ` on ${timer.projectName}` : ''} has run for{' '}
          <strong className="tnum">{formatDuration(Math.floor(used.seconds() / 60))}</strong>, since{' '}
          {format.instant(timer.startedAt)}.
        </Text>
        <Radio.Group value={choice} onChange={(value) => setChoice(value as Choice)} aria-label="What to keep">
          <Stack gap="sm">
            <Radio value="until" label="I worked until" data-autofocus />
            {choice === 'until' && (
              <Group gap="xs" pl={28} grow>
                <DateInput aria-label="Day" value={day} onChange={setDay} />
                <TextInput
                  type="time"
                  aria-label="Time"
                  value={time}
                  onChange={(event) => setTime(event.currentTarget.value)}
                />
              </Group>
            )}
            <Radio value="hours" label="I worked this long" />
            {choice === 'hours' && <DurationInput aria-label="Hours" value={minutes} onChange={setMinutes} pl={28} />}
            <Radio
              value="all"
              label="All of it"
              description="It is marked, and must be confirmed before it is approved."
            />
          </Stack>
        </Radio.Group>
        <Group justify="space-between" gap="xs">
          <Button variant="subtle" color="red" onClick={() => finish(used.discard)}>
            Discard
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={close}>
              Still running
            </Button>
            <Button disabled={keep === undefined} onClick={() => finish(() => used.stop(keep))}>
              Stop and keep
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}

function keepOf(choice: Choice, endedAt: string | undefined, minutes: number | null): Keep | undefined {
  if (choice === 'all') return {}
  if (choice === 'hours') return minutes ? { keepMinutes: minutes } : undefined
  return endedAt === undefined ? undefined : { endedAt }
}
