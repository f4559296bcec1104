import pg from 'pg'

/** The role that the application acts as: owns nothing, cannot bypass row-level security. */
export const appRole = 'ez360_app'

/** What to run by hand when the given login may not create roles. */
export const roleStatements = (login: string) => [
  `CREATE ROLE ${appRole} NOLOGIN NOBYPASSRLS;`,
  `GRANT ${appRole} TO "${login}";`,
]

export class RolesMissing extends Error {
  override name = 'RolesMissing'
}

/** Makes sure that the application's role exists and that the owner's login may act as it. */
export async function ensureRoles(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ login: string; exists: boolean; member: boolean; strong: boolean }>(
      `SELECT current_user AS login,
              EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists,
              EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(current_user, oid, 'MEMBER')) AS member,
              EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND (rolsuper OR rolbypassrls)) AS strong`,
      [appRole],
    )
    const found = rows[0]
    if (!found) return
    if (found.strong)
      throw new RolesMissing(
        `The role ${appRole} may bypass row-level security. Run: ALTER ROLE ${appRole} NOSUPERUSER NOBYPASSRLS;`,
      )
    if (found.exists && found.member) return
    const [create, grant] = roleStatements(found.login)
    try {
      // Two processes may start at once on an empty database.
      await client.query('SELECT pg_advisory_lock(36036001)')
      if (!found.exists) await client.query(`DO $$ BEGIN ${create} EXCEPTION WHEN duplicate_object THEN NULL; END $$`)
      await client.query(grant ?? '')
    } catch {
      throw new RolesMissing(
        `The database login “${found.login}” may not create roles. Let an administrator run:\n  ${roleStatements(found.login).join('\n  ')}`,
      )
    } finally {
      await client.query('SELECT pg_advisory_unlock(36036001)').catch(() => {})
    }
  } finally {
    await client.end()
  }
}
