import { Refusal } from '#kernel/refusal.ts'
import type { PersonScope } from '#platform/scope.ts'

type PersonRow = { id: string; name: string; email: string; emailVerified: boolean; isStaff: boolean }

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
