import { newId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { findCatalogItems } from '#modules/catalog/server/index.ts'
import { memberNames } from '#modules/companies/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import { nameServices, type WantedService } from '../domain/index.ts'
import { loadProjectServices, replaceMembers, replaceServices } from './store.ts'

/** The project's members become these; refuses anyone who is not a member of the company. */
export async function assignMembers(scope: Scope, projectId: string, memberIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(memberIds)]
  const names = await memberNames(scope, wanted)
  if (names.size < wanted.length) throw refuseField('memberIds', 'Choose members of this company.')
  await replaceMembers(scope, projectId, wanted)
}

/**
 * The project's services become these. A new one from the catalog takes the item's name and keeps it; one whose item was
 * deleted since stays, and cannot be added any more.
 */
export async function setServices(scope: Scope, projectId: string, wanted: readonly WantedService[]): Promise<void> {
  const itemIds = [...new Set(wanted.flatMap((service) => service.catalogItemId ?? []))]
  const items = await findCatalogItems(scope, itemIds)
  if (items.size < itemIds.length) throw new Refusal('not_found')
  const deleted = itemIds.filter((id) => items.get(id)?.deletedAt !== null)
  if (deleted.length > 0) {
    const offered = (await loadProjectServices(scope, projectId)).map(({ catalogItemId }) => catalogItemId)
    if (!deleted.every((id) => offered.includes(id))) throw new Refusal('not_found')
  }
  const itemNames = new Map([...items.values()].map((item) => [item.id, item.name]))
  const services = nameServices(wanted, itemNames).map(({ id = newId(), ...service }) => ({ id, ...service }))
  await replaceServices(scope, projectId, services)
}
