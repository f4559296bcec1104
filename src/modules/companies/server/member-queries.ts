import { and, eq, isNull, sql } from 'drizzle-orm'
import { containing, keyset } from '#platform/database/keyset.ts'
import type { Scope } from '#platform/scope.ts'
import { members } from './tables.ts'

type MembersInput = { limit: number; cursor?: string | undefined; q?: string | undefined; include: 'active' | 'all' }

/** The people who work here, by name. */
export async function pageOfMembers(scope: Scope, { q, include, ...input }: MembersInput) {
  const name = sql`lower(${members.displayName})`
  const page = keyset('name', { by: name, id: members.id }, input)
  const rows = await scope.tx
    .select({
      id: members.id,
      userId: members.userId,
      displayName: members.displayName,
      role: members.role,
      canApproveTime: members.canApproveTime,
      canViewCompanyFinancials: members.canViewCompanyFinancials,
      billingRateCents: members.billingRateCents,
      costRateCents: members.costRateCents,
      requireTwoFactor: members.requireTwoFactor,
      deactivatedAt: members.deactivatedAt,
      revision: members.revision,
      sortValue: page.value,
    })
    .from(members)
    .where(
      and(
        eq(members.companyId, scope.companyId),
        include === 'active' ? isNull(members.deactivatedAt) : undefined,
        q ? sql`${name} LIKE ${containing(q)}` : undefined,
        page.after,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.finish(rows)
}
