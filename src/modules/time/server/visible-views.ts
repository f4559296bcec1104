import { and, eq, isNull, or, type SQL } from 'drizzle-orm'
import { assignedOnly } from '#modules/projects/server/index.ts'
import { may, me } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { timeEntries } from './tables.ts'

/**
 * The living time that the actor may see: all of it for those who approve time, else one's own. A staff member who
 * approves sees that of the projects they are assigned to.
 */
export function visible(scope: Scope): SQL | undefined {
  return and(eq(timeEntries.companyId, scope.companyId), isNull(timeEntries.deletedAt), whose(scope))
}

function whose(scope: Scope): SQL | undefined {
  if (scope.actor.kind === 'system') return undefined
  const mine = eq(timeEntries.memberId, me(scope).memberId)
  if (!may(scope, 'time:approve')) return mine
  const assigned = assignedOnly(scope, timeEntries.projectId)
  return assigned && or(mine, isNull(timeEntries.projectId), assigned)
}
