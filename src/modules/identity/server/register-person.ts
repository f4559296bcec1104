import { newId } from '#kernel/ids.ts'
import type { PersonScope, VisitorScope } from '#platform/scope.ts'
import { judgePassword } from './judge-password.ts'
import { hashPassword } from './password-hash.ts'

/**
 * Makes a person who can sign in, without mails: for the demo, the command line, and whoever came by a link that proves
 * the mailbox. `chosen`: the person chose the password, so it is judged. Nothing happens when the address is taken; the
 * answer is the id that has it.
 */
export async function registerPerson(
  scope: PersonScope | VisitorScope,
  person: { id?: string; name: string; email: string; password: string; chosen?: boolean },
): Promise<string> {
  if (person.chosen) await judgePassword('password', person.password, [person.name, person.email])
  const id = person.id ?? newId()
  const email = person.email.toLowerCase()
  const made = await scope.sql<{ id: string }>(
    'identity.register',
    `INSERT INTO users (id, name, email, email_verified, created_at, updated_at) VALUES ($1, $2, $3, true, $4, $4)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [id, person.name, email, scope.now],
  )
  if (made.length === 0) {
    const [there] = await scope.sql<{ id: string }>('identity.byEmail', 'SELECT id FROM users WHERE email = $1', [
      email,
    ])
    return there?.id ?? id
  }
  await scope.sql(
    'identity.credential',
    `INSERT INTO credentials (id, user_id, account_id, provider_id, password, created_at, updated_at)
     VALUES ($1, $2::uuid, ($2::uuid)::text, 'credential', $3, $4, $4)`,
    [newId(), id, await hashPassword(person.password), scope.now],
  )
  return id
}
