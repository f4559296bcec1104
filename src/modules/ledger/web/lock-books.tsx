import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { lockBooks } from '../contract.ts'

type Props = {
  /** The day that the form begins with. */
  through: string
  /** Through which day they are locked now. */
  lockedThrough: string | null
  close: () => void
}

/** Moves the day through which the books are locked; opening days again asks why. */
export default function LockBooks({ through, lockedThrough: before, close }: Props) {
  const format = useFormat()
  useFocusBack()
  const form = useContractForm(lockBooks, {
    initial: { lockedThrough: through as string | null, reason: '' },
    done: ({ lockedThrough }) =>
      lockedThrough ? `Locked through ${format.date(lockedThrough)}` : 'All days are open again',
    onDone: close,
  })
  const { lockedThrough } = form.values
  const opens = before !== null && (lockedThrough === null || lockedThrough < before)
  return (
    <Modal opened onClose={close} title="Lock the books" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={form.submit}>
        <Stack gap="md">
          <Text size="sm">
            {before ? `Locked through ${format.date(before)} today.` : 'No day is locked today.'} Nothing can be posted
            on a locked day, by anybody, in no way: corrections get a later date.
          </Text>
          <DateInput
            label="Locked through"
            description="Empty opens all days."
            clearable
            value={lockedThrough}
            onChange={(day) => form.setFieldValue('lockedThrough', day)}
            error={form.errors.lockedThrough}
          />
          {opens && (
            <Textarea
              label="Why are days opened again?"
              description="Kept in the audit log."
              autosize
              minRows={2}
              withAsterisk
              {...form.field('reason')}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button type="submit" loading={form.pending}>
              {opens ? 'Open the days' : 'Lock the books'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
