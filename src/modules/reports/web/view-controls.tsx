import { Select } from '@mantine/core'
import { dateIn, isPlainDate } from '#kernel/calendar.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'

type View = { compare: string; knownAt: string }
type ViewProps = { url: View; set: (patch: Partial<View>) => void; period?: string }

/** With what to compare, and as known on which day: a day chosen there stands beside what is known now. */
export function ViewControls({ url, set, period = 'Prior period' }: ViewProps) {
  const { compare, knownAt } = url
  return (
    <>
      <Select
        label="Compare with"
        size="xs"
        w={{ base: '100%', sm: 148 }}
        allowDeselect={false}
        data={[
          { value: 'none', label: 'Nothing' },
          { value: 'prior-period', label: period },
          { value: 'prior-year', label: 'Prior year' },
          ...(knownAt ? [{ value: 'known-now', label: 'As known now' }] : []),
        ]}
        value={compare || 'none'}
        onChange={(chosen) => set({ compare: chosen === 'none' || chosen === null ? '' : chosen })}
      />
      <KnownControl
        value={knownAt}
        set={(day) => {
          if (day === '') return set({ knownAt: '', compare: compare === 'known-now' ? '' : compare })
          return set({ knownAt: day, compare: compare || 'known-now' })
        }}
      />
    </>
  )
}

/** Leaves out what was entered after a day. */
export function KnownControl({ value, set }: { value: string; set: (knownAt: string) => void }) {
  const { timeZone } = useFormat()
  // Links carry the moment itself.
  const day = value === '' || isPlainDate(value) ? value : dateIn(timeZone, value)
  return (
    <DateInput
      label="As known on"
      placeholder="Now"
      clearable
      clearButtonProps={{ 'aria-label': 'As known now' }}
      size="xs"
      w={{ base: '100%', sm: 148 }}
      value={day}
      onChange={(chosen) => set(chosen ?? '')}
    />
  )
}

type BasisProps = { value: string; set: (basis: string) => void }

export function BasisControl({ value, set }: BasisProps) {
  return (
    <Select
      label="Basis"
      size="xs"
      w={{ base: '100%', sm: 116 }}
      allowDeselect={false}
      data={[
        { value: 'accrual', label: 'Accrual' },
        { value: 'cash', label: 'Cash' },
      ]}
      value={value || 'accrual'}
      onChange={(basis) => set(basis === 'cash' ? 'cash' : '')}
    />
  )
}
