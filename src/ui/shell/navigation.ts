import type { Permission } from '#kernel/permissions.ts'
import type { Feature } from '#kernel/plans.ts'
import { type NavEntry, type NavGroup, useModules, type WebModule } from '../module.ts'
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

/**
 * The part of a larger plan that a screen of the company belongs to, when its plan lacks it: as the menu and the palette
 * say of the screen or of one above it. Whoever may not see it on any plan is told that, by the server.
 */
export function lackingFeature(
  modules: readonly WebModule[],
  path: string,
  may: (permission: Permission | undefined, feature?: Feature) => boolean,
): Feature | undefined {
  const places = modules.flatMap(({ navigation = [], commands = [] }) => [...navigation, ...commands])
  const lacking = places.find(
    ({ to, needs, feature }) =>
      to !== undefined &&
      (path === to || path.startsWith(`${to}/`)) &&
      feature !== undefined &&
      may(needs) &&
      !may(needs, feature),
  )
  return lacking?.feature
}
