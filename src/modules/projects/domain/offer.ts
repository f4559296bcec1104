import { refuseField } from '#kernel/refusal.ts'

export type WantedService = { id?: string | undefined; catalogItemId: string | null; name: string | null }
export type NamedService = { id: string | undefined; catalogItemId: string | null; name: string }

/**
 * Gives each service its name for good: the one that was typed, else the catalog item's of today (`itemNames`). Refuses
 * one with neither, and two of the same name.
 */
export function nameServices(wanted: readonly WantedService[], itemNames: ReadonlyMap<string, string>): NamedService[] {
  const seen = new Set<string>()
  return wanted.map(({ id, catalogItemId, name }, at) => {
    const given = name ?? (catalogItemId === null ? undefined : itemNames.get(catalogItemId))
    if (given === undefined) throw refuseField(`services.${at}.name`, 'Choose a service or enter a name.')
    if (seen.has(given.toLowerCase())) throw refuseField(`services.${at}.name`, 'This service is already on the list.')
    seen.add(given.toLowerCase())
    return { id, catalogItemId, name: given }
  })
}
