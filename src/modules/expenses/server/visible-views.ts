import { and, eq, isNull, or, type SQL } from 'drizzle-orm'
import { assignedOnly } from '#modules/projects/server/index.ts'
import { may, me } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { expenses } from './tables.ts'

/**
 * The living expenses that the actor may see: all of them for managers and above, else one's own. A staff member who
 * approves sees those of no project and of the projects they are assigned to.
 */
export function visible(scope: Scope): SQL | undefined {
  return and(eq(expenses.companyId, scope.companyId), isNull(expenses.deletedAt), whose(scope))
}

function whose(scope: Scope): SQL | undefined {
  if (scope.actor.kind === 'system' || may(scope, 'expenses:read')) return undefined
  const mine = eq(expenses.memberId, me(scope).memberId)
  if (!may(scope, 'expenses:approve')) return mine
  return or(mine, isNull(expenses.projectId), assignedOnly(scope, expenses.projectId))
}
