import { expect, test } from 'vitest'
import { pathParameters } from '#kernel/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import { type Permission, permissions, type Role, roles } from '#kernel/permissions.ts'
import type { Route } from '#platform/operation.ts'
import { routes } from '../../app/modules.ts'
import { useHouse } from '../house.ts'

/**
 * Who may do what, written down a second time: S staff, M manager, A admin, O owner, and by which flag others may as
 * well (spec/access.md). The wall tests walk
 * every route with every role against the table in the kernel; this holds the table itself.
 */
const granted: { [permission in Permission]: string } = {
  'company:read': 'SMAO',
  'company:settings': 'AO',
  'members:read': 'SMAO',
  'members:manage': 'AO',
  'company:own': 'O',
  'audit:read': 'AO',
  'deleted:restore': 'AO',
  'time:own': 'SMAO',
  'time:approve': 'MAO canApproveTime',
  'projects:assigned': 'SMAO',
  'clients:read': 'MAO',
  'clients:write': 'MAO',
  'projects:write': 'MAO',
  'catalog:read': 'MAO',
  'catalog:write': 'MAO',
  'documents:read': 'MAO',
  'documents:write': 'MAO',
  'documents:send': 'MAO',
  'documents:void': 'AO',
  'payments:read': 'MAO',
  'payments:write': 'MAO',
  'payments:refund': 'AO',
  'expenses:own': 'SMAO',
  'expenses:approve': 'MAO canApproveTime',
  'expenses:read': 'MAO',
  'expenses:reimburse': 'AO',
  'payables:read': 'AO canViewCompanyFinancials',
  'payables:write': 'AO',
  'financials:read': 'AO canViewCompanyFinancials',
  'books:write': 'AO',
  'books:lock': 'O',
  'integrations:manage': 'AO',
  'media:write': 'SMAO',
}

/** Asked for by uploads, by a list that shows all or only one's own, and by what is still to come. */
const withoutRoute = new Set<Permission>(['media:write', 'expenses:read'])

const initial: { [role in Role]: string } = { staff: 'S', manager: 'M', admin: 'A', owner: 'O' }
const everyPermission = Object.keys(permissions) as Permission[]
const mutable = permissions as { [permission in Permission]: { roles: readonly Role[]; flag?: string } }

test('the table says what the product promises', () => {
  const letters = (permission: Permission) => {
    const { roles: held, flag } = mutable[permission]
    return `${held.map((role) => initial[role]).join('')}${flag ? ` ${flag}` : ''}`
  }
  expect(Object.fromEntries(everyPermission.map((permission) => [permission, letters(permission)]))).toEqual(granted)
})

const house = useHouse()
const byRole = { staff: 'cy', manager: 'mia', admin: 'ben', owner: 'ada' } as const

/** Whether a role is turned away from the first route that asks for the permission. */
async function turnedAway({ endpoint }: Route, role: Role): Promise<boolean> {
  const ids = Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, newId()]))
  const answer = await house.as[byRole[role]].http.call(endpoint, ids as never, { dryRun: endpoint.method !== 'GET' })
  return answer.statusCode === 403 && answer.json().type === '/problems/not_allowed'
}

test('taken from a role, or given to one, each permission changes what a route answers', {
  timeout: 60_000,
}, async () => {
  const inCompany = routes.filter(({ endpoint }) => endpoint.area === 'company')
  for (const permission of everyPermission) {
    const route = inCompany.find(({ operation }) => 'needs' in operation && operation.needs === permission)
    if (!route) {
      expect(withoutRoute, `no route asks for ${permission}`).toContain(permission)
      continue
    }
    const before = mutable[permission].roles
    for (const role of roles) {
      const held = before.includes(role)
      expect([permission, role, await turnedAway(route, role)]).toEqual([permission, role, !held])
      mutable[permission].roles = held ? before.filter((one) => one !== role) : [...before, role]
      const changed = await turnedAway(route, role)
      mutable[permission].roles = before
      expect([permission, role, changed], 'the table decides').toEqual([permission, role, held])
    }
  }
})
