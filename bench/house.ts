import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { sessionCookieFor } from '#modules/identity/server/index.ts'
import { findRunningPostgres } from '#platform/postgres/index.ts'
import { openScope, openVisitorScope } from '#platform/scope.ts'
import { type LoopbackClient, loopbackClient } from '#testing/loopback.ts'
import { startServer } from '#testing/server-process.ts'
import { boot } from '../src/app/boot.ts'
import { provision } from '../src/app/modules.ts'

export type Company = { id: string; clientIds: readonly string[] }

/** A server process with a PostgreSQL of its own, and the doors to both that the benchmarks use. */
export type BenchHouse = {
  personId: string
  /** The server's, to see what it uses. */
  pid: number
  origin: string
  /** The session's cookie, for a browser or a plain request. */
  cookie: string
  /** The HTTP API, signed in, over eight connections. */
  http: LoopbackClient
  /** Eight connections as the application's role: every guard holds. */
  guarded: pg.Pool
  /** Eight connections on which no trigger, foreign key or policy works: the bare rows. */
  bare: pg.Pool
  makeCompany(name: string, clients: number): Promise<Company>
  asVisitor<A>(work: Parameters<typeof openVisitorScope<A>>[2]): Promise<A>
  inCompany<A>(companyId: string, work: Parameters<typeof openScope<A>>[3]): Promise<A>
  close(): Promise<void>
}

const connections = 8

const variables = {
  EZ360_DEMO: '0',
  EZ360_LOG: 'silent',
  // Everybody comes from one address here; who signs in says another.
  EZ360_RATE_LIMITS: '0',
  EZ360_TRUST_PROXY: '1',
  EZ360_SECRET: 'a secret of the benchmarks, long enough to sign',
  PORT: '0',
  DATABASE_URL: '',
}

export async function openBenchHouse(): Promise<BenchHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ez360-bench-'))
  Object.assign(process.env, variables, { EZ360_DATA_DIR: dataDir })
  const server = await startServer(process.env)
  const booted = await boot({ migrateFirst: false })
  const owner = new pg.Pool({ connectionString: booted.database.ownerUrl, max: 2 })
  const personId = newId()
  await owner.query(
    "INSERT INTO users (id, name, email, email_verified) VALUES ($1, 'Bench', 'bench@house.test', true)",
    [personId],
  )
  const cookie = await sessionCookieFor(booted.house, personId)
  const http = loopbackClient(server.port, cookie, connections)
  const superuser = new URL(present(await findRunningPostgres(dataDir)).adminUrl)
  superuser.pathname = '/ez360'
  const door = (url: string, first: string) =>
    new pg.Pool({ connectionString: url, max: connections, onConnect: (client) => client.query(first).then(() => {}) })
  const guarded = door(booted.database.ownerUrl, 'SET ROLE ez360_app')
  const bare = door(superuser.href, 'SET session_replication_role = replica')
  const inCompany: BenchHouse['inCompany'] = (companyId, work) =>
    openScope(
      { ...booted.house, origin: { requestId: 'bench' }, mode: 'write' },
      companyId,
      { kind: 'system', name: 'bench' },
      work,
    )
  return {
    personId,
    pid: server.pid,
    origin: `http://127.0.0.1:${server.port}`,
    cookie,
    http,
    guarded,
    bare,
    asVisitor: (work) =>
      openVisitorScope({ ...booted.house, origin: { requestId: 'bench' }, mode: 'write' }, undefined, work),
    inCompany,
    async makeCompany(name, clients) {
      const company = await insertCompany(owner, personId, name, clients)
      await inCompany(company.id, provision)
      return company
    },
    async close() {
      http.close()
      await Promise.all([owner.end(), guarded.end(), bare.end()])
      await booted.close()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function insertCompany(owner: pg.Pool, personId: string, name: string, clients: number): Promise<Company> {
  const id = newId()
  const clientIds = Array.from({ length: clients }, newId)
  const client = await owner.connect()
  try {
    await client.query(`BEGIN; SET LOCAL app.company_id = '${id}'`)
    await client.query("INSERT INTO companies (id, name, time_zone, sales_tax_percent) VALUES ($1, $2, 'UTC', 8.25)", [
      id,
      name,
    ])
    await client.query(
      "INSERT INTO members (company_id, id, user_id, role, display_name) VALUES ($1, $2, $3, 'owner', 'Bench')",
      [id, newId(), personId],
    )
    await client.query(
      "INSERT INTO clients (company_id, id, organization_name) SELECT $1, c.id, 'Client ' || c.at FROM unnest($2::uuid[]) WITH ORDINALITY AS c (id, at)",
      [id, clientIds],
    )
    await client.query('COMMIT')
  } finally {
    client.release()
  }
  return { id, clientIds }
}
