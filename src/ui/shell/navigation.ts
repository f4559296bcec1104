import { type NavEntry, type NavGroup, useModules } from '../module.ts'
import { useMay } from '../session.ts'

const order: readonly NavGroup[] = ['Home', 'Work', 'Sell', 'Books', 'Settings']

/** What this person may go to, group by group. */
export function useNavigation(): { group: NavGroup; entries: NavEntry[] }[] {
  const may = useMay()
  const entries = useModules()
    .flatMap((module) => module.navigation ?? [])
    .filter((entry) => may(entry.needs, entry.feature))
  return order
    .map((group) => ({
      group,
      entries: entries.filter((entry) => entry.group === group).sort((a, b) => (a.order ?? 50) - (b.order ?? 50)),
    }))
    .filter(({ entries }) => entries.length > 0)
}
