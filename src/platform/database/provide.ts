import pg from 'pg'
import { startPostgres } from '../postgres/index.ts'
import { appRole, ensureRoles } from './roles.ts'

/** A database that is there: how its owner and the application come in, and how to let it go. */
export type Provided = { ownerUrl: string; appUrl: string; embedded: boolean; stop(): Promise<void> }

type Wanted = { databaseUrl: string | undefined; databaseAppUrl: string | undefined; dataDir: string }

const ownerRole = 'ez360_owner'

/** Uses DATABASE_URL, or runs the embedded PostgreSQL and makes the product's database in it. */
export async function provideDatabase(
  { databaseUrl, databaseAppUrl, dataDir }: Wanted,
  log: (line: string) => void,
  onUnexpectedEnd: () => void,
): Promise<Provided> {
  if (databaseUrl) {
    await ensureRoles(databaseUrl)
    return { ownerUrl: databaseUrl, appUrl: databaseAppUrl ?? databaseUrl, embedded: false, stop: async () => {} }
  }
  const postgres = await startPostgres({ dataDir, log, onUnexpectedEnd })
  const ownerUrl = await makeDatabase(postgres.adminUrl, 'ez360')
  return { ownerUrl, appUrl: ownerUrl, embedded: true, stop: () => postgres.stop() }
}

/** Makes a database that belongs to the owner's role, both when missing; returns the owner's connection. */
export async function makeDatabase(adminUrl: string, name: string): Promise<string> {
  const ownerUrl = new URL(adminUrl)
  ownerUrl.username = ownerRole
  ownerUrl.pathname = `/${name}`
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database',
      [ownerRole, name],
    )
    if (!rows[0]?.role) {
      await client.query(`CREATE ROLE ${ownerRole} LOGIN NOSUPERUSER NOBYPASSRLS`)
      await client.query(`CREATE ROLE ${appRole} NOLOGIN NOBYPASSRLS`)
      await client.query(`GRANT ${appRole} TO ${ownerRole}`)
    }
    await client.query(
      `ALTER ROLE ${ownerRole} PASSWORD ${client.escapeLiteral(decodeURIComponent(ownerUrl.password))}`,
    )
    if (!rows[0]?.database) await client.query(`CREATE DATABASE ${name} OWNER ${ownerRole}`)
  } finally {
    await client.end()
  }
  return ownerUrl.href
}
