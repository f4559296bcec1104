import { type Holder, permissionsOf } from '#kernel/permissions.ts'
import { featuresOf } from '#kernel/plans.ts'
import { loadPerson } from '#modules/identity/server/index.ts'
import { planColumns, planJoin, takePlan } from '#modules/subscriptions/server/index.ts'
import { personQuery } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { logoUrl } from './to-company.ts'

type Place = Holder & {
  id: string
  name: string
  currency: string
  timeZone: string
  locale: string
  memberId: string
  logoMediaId: string | null
  closed: boolean
}

// Row-level security shows a person their own memberships and companies, nothing else.
const places = `
  SELECT c.id, c.name, c.currency, c.time_zone AS "timeZone", c.locale, c.logo_media_id AS "logoMediaId",
         m.id AS "memberId", m.role, m.can_approve_time AS "canApproveTime",
         m.can_view_company_financials AS "canViewCompanyFinancials", c.closed_at IS NOT NULL AS closed, ${planColumns}
  FROM members m JOIN companies c ON c.id = m.company_id ${planJoin}
  WHERE m.user_id = $1 AND m.deactivated_at IS NULL AND c.deleted_at IS NULL
    AND (c.closed_at IS NULL OR m.role = 'owner')
  ORDER BY lower(c.name), c.id`

export const readMe = personQuery({
  name: 'companies.readMe',
  input: contract.readMe.input,
  async run(scope) {
    const { isStaff: operator, ...user } = await loadPerson(scope)
    const rows = await scope.sql<Place>('companies.mine', places, [scope.userId])
    const companies = rows.map((row) => {
      const { plan, rest } = takePlan(row, scope.outside.settings, scope.now)
      const { logoMediaId, canApproveTime, canViewCompanyFinancials, ...place } = rest
      return {
        ...place,
        permissions: permissionsOf({ role: place.role, canApproveTime, canViewCompanyFinancials } as Holder),
        logoUrl: logoUrl(place.id, logoMediaId),
        ...plan,
        features: featuresOf(plan.plan),
      }
    })
    return { user: { ...user, operator }, companies }
  },
})
