import { type PeriodName, period } from '#kernel/calendar.ts'

export type Preset = { name: PeriodName; label: string }

/** The periods that people ask for. */
export const presets: readonly Preset[] = [
  { name: 'this_month', label: 'This month' },
  { name: 'last_month', label: 'Last month' },
  { name: 'this_quarter', label: 'This quarter' },
  { name: 'last_quarter', label: 'Last quarter' },
  { name: 'this_year', label: 'This year' },
  { name: 'last_year', label: 'Last year' },
]

/** The preset that these dates are, seen from `today`. */
export function presetOf(from: string, to: string, today: string): Preset | undefined {
  return presets.find(({ name }) => {
    const range = period(name, today)
    return range.from === from && range.to === to
  })
}

/** `Nov 1, 2026 – Nov 30, 2026`, `from …`, `until …`, or nothing. */
export function datesText(from: string, to: string, write: (date: string) => string): string {
  if (from && to) return `${write(from)} – ${write(to)}`
  if (from) return `from ${write(from)}`
  return to && `until ${write(to)}`
}
