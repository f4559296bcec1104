import { Select } from '@mantine/core'
import { addDays, addMonths, endOfMonth, type PeriodName, period, startOfMonth, startOfYear } from '#kernel/calendar.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'

type Range = { from: string; to: string }
type SetRange = (patch: Partial<Range>) => void

const periods: readonly { value: PeriodName; label: string }[] = [
  { value: 'this_month', label: 'This month' },
  { value: 'last_month', label: 'Last month' },
  { value: 'this_quarter', label: 'This quarter' },
  { value: 'last_quarter', label: 'Last quarter' },
  { value: 'this_year', label: 'This year' },
  { value: 'last_year', label: 'Last year' },
  { value: 'last_12_months', label: 'Last 12 months' },
]

type PeriodProps = { url: Range; set: SetRange; shown: Range | undefined }

/** A preset or two dates. Nothing chosen is the fiscal year so far, as the server knows it: `shown`. */
export function PeriodControl({ url, set, shown }: PeriodProps) {
  const today = useFormat().today()
  const chosen = url.from === '' && url.to === '' ? 'year' : presetOf(url, today)
  const custom = chosen ? [] : [{ value: 'custom', label: 'Custom' }]
  const { from, to } = shown ?? url
  return (
    <>
      <Select
        label="Period"
        size="xs"
        w={{ base: '100%', sm: 172 }}
        allowDeselect={false}
        data={[{ value: 'year', label: 'Fiscal year to date' }, ...periods, ...custom]}
        value={chosen ?? 'custom'}
        onChange={(name) => set(name === 'year' ? { from: '', to: '' } : period(name as PeriodName, today))}
      />
      <DateInput
        label="From"
        size="xs"
        w={{ base: '100%', sm: 148 }}
        value={from}
        onChange={(date) => set({ from: date ?? '', to })}
      />
      <DateInput
        label="Until"
        size="xs"
        w={{ base: '100%', sm: 148 }}
        value={to}
        onChange={(date) => set({ from, to: date ?? '' })}
      />
    </>
  )
}

function presetOf(range: Range, today: string): PeriodName | undefined {
  return periods.find(({ value }) => {
    const { from, to } = period(value, today)
    return from === range.from && to === range.to
  })?.value
}

type AsOfProps = { value: string; set: (asOf: string) => void }

/** A day: today unless chosen otherwise, with the ends of months and years at hand. */
export function AsOfControl({ value, set }: AsOfProps) {
  const today = useFormat().today()
  const days = [
    { value: '', label: 'Today' },
    { value: endOfMonth(addMonths(today, -1)), label: 'End of last month' },
    { value: addDays(startOfQuarter(today), -1), label: 'End of last quarter' },
    { value: addDays(startOfYear(today), -1), label: 'End of last year' },
  ]
  // Two of them may be the same day: the first says it.
  const options = days.filter((day, at) => days.findIndex((other) => other.value === day.value) === at)
  const known = options.some((day) => day.value === value)
  return (
    <>
      <Select
        label="As of"
        size="xs"
        w={{ base: '100%', sm: 172 }}
        allowDeselect={false}
        data={[...options.map(spelled), ...(known ? [] : [{ value: 'custom', label: 'Custom' }])]}
        value={known ? value || 'today' : 'custom'}
        onChange={(day) => set(day === 'today' || day === null ? '' : day)}
      />
      <DateInput
        label="Day"
        size="xs"
        w={{ base: '100%', sm: 148 }}
        value={value || today}
        onChange={(day) => set(day === today ? '' : (day ?? ''))}
      />
    </>
  )
}

/** A select cannot hold an empty value. */
const spelled = (day: { value: string; label: string }) => ({ ...day, value: day.value || 'today' })

function startOfQuarter(date: string): string {
  return addMonths(startOfMonth(date), -((Number(date.slice(5, 7)) - 1) % 3))
}
