import { Refusal } from '#kernel/refusal.ts'
import type { PersonScope, Scope } from '#platform/scope.ts'

export type PersonRow = { id: string; name: string; email: string; emailVerified: boolean; isStaff: boolean }

/** The signed-in person of the scope. */
export async function loadPerson(scope: PersonScope): Promise<PersonRow> {
  const [person] = await scope.sql<PersonRow>(
    'identity.person',
    'SELECT id, name, email, email_verified AS "emailVerified", is_staff AS "isStaff" FROM users WHERE id = $1',
    [scope.userId],
  )
  if (!person) throw new Refusal('not_signed_in')
  return person
}

/** User id → e-mail address, for those who manage members. */
export async function emailsOf(scope: Pick<Scope, 'sql'>, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await scope.sql<{ id: string; email: string }>(
    'identity.emails',
    'SELECT id, email FROM users WHERE id = ANY ($1)',
    [userIds],
  )
  return new Map(rows.map((row) => [row.id, row.email]))
}
