import { isAllowed } from '#kernel/permissions.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { pageOfMembers } from './queries.ts'

export const listMembers = query({
  name: 'companies.listMembers',
  needs: 'members:read',
  input: contract.listMembers.input,
  async run(scope, input) {
    const page = await pageOfMembers(scope, input)
    const managing = scope.actor.kind === 'member' && isAllowed(scope.actor, 'members:manage')
    const emails = managing
      ? await emailsOf(
          scope,
          page.items.map(({ userId }) => userId),
        )
      : new Map<string, string>()
    return {
      ...page,
      items: page.items.map(({ userId, ...member }) => ({ ...member, email: emails.get(userId) ?? null })),
    }
  },
})

/** The addresses stand with the people, who are global; only these columns are read. */
async function emailsOf(scope: Scope, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await scope.sql<{ id: string; email: string }>(
    'companies.memberEmails',
    'SELECT id, email FROM users WHERE id = ANY ($1::uuid[])',
    [userIds],
  )
  return new Map(rows.map(({ id, email }) => [id, email]))
}
