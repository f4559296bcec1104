import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Permission } from '#kernel/permissions.ts'
import type { Feature, Plan } from '#kernel/plans.ts'
import { ApiProblem, networkProblem, problemOf } from './problem.ts'

export type Membership = {
  id: string
  /** The person as a member of this company. */
  memberId: string
  name: string
  currency: string
  timeZone: string
  locale: string
  role: string
  permissions: Permission[]
  logoUrl: string | null
  /** Nothing changes any more; only owners see it. */
  closed?: boolean
  plan: Plan
  features: Feature[]
  /** Trial over or payment missing: everything can be read, nothing changed. */
  readOnly: boolean
  /** Whether this installation bills companies. */
  billing: boolean
  /** While the company is on trial. */
  trialEndsAt: string | null
}

export type Me = {
  user: { id: string; name: string; email: string; emailVerified: boolean; operator?: boolean }
  companies: Membership[]
}

/** The signed-in person, or null. A 401 here is an answer, not a problem. */
export const meQuery = queryOptions({
  queryKey: ['/api/v1/me', null, {}],
  queryFn: async ({ signal }): Promise<Me | null> => {
    const response = await fetch('/api/v1/me', { credentials: 'same-origin', signal }).catch((error: unknown) => {
      throw signal.aborted ? error : networkProblem()
    })
    if (response.status === 401) return null
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as Me
  },
  staleTime: 60_000,
})

export function useMe(): Me | null | undefined {
  return useQuery(meQuery).data
}

/** The company that the address names; undefined outside a company. */
export function useCompanyId(): string | undefined {
  return useParams({ strict: false, select: (params: { companyId?: string }) => params.companyId })
}

/** The company that the address names. Only inside `/c/:companyId`, where the shell has made sure that it exists. */
export function useCompany(): Membership {
  const companyId = useCompanyId()
  const found = useMe()?.companies.find((one) => one.id === companyId)
  if (!found)
    throw new ApiProblem(404, 'not_found', { detail: 'There is no such company, or you are not a member of it.' })
  return found
}

/** What this person may do here, and the company's plan has: asked one by one. The server asks the same table again. */
export function useMay(): (permission: Permission | undefined, feature?: Feature) => boolean {
  const companyId = useCompanyId()
  const here = useMe()?.companies.find((one) => one.id === companyId)
  return (permission, feature) =>
    (permission === undefined || (here?.permissions.includes(permission) ?? false)) &&
    (feature === undefined || (here?.features.includes(feature) ?? false))
}

/** May this person do that here? */
export function useCan(permission: Permission | undefined): boolean {
  return useMay()(permission)
}

const lastKey = 'ez360.company'

/** Where the person was last; the next visit starts there. */
export function rememberCompany(companyId: string): void {
  localStorage.setItem(lastKey, companyId)
}

export function homeOf(me: Me): string {
  const last = localStorage.getItem(lastKey)
  const company =
    me.companies.find((one) => one.id === last) ?? me.companies.find((one) => !one.closed) ?? me.companies[0]
  return company ? `/c/${company.id}` : '/companies/new'
}

/** A path of our own to go to after signing in; anything else is refused. */
export function localPath(next: unknown): string | undefined {
  return typeof next === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : undefined
}
