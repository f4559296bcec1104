import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, inject } from 'vitest'
import type { z } from 'zod'
import type { Instant } from '#kernel/calendar.ts'
import { loadActor } from '#modules/companies/server/index.ts'
import { type OpenHouse, openHouse } from '#platform/open-house.ts'
import type { Command, Query } from '#platform/operation.ts'
import { type CommandOptions, execute, type Preview, perform, preview } from '#platform/runner.ts'
import type { Scope } from '#platform/scope.ts'
import { openScope } from '#platform/scope.ts'
import { readSettings, type Settings } from '#platform/settings.ts'
import { jobs, provision } from '../app/modules.ts'
import { type CastName, cast, companies } from './cast.ts'
import { type ApiClient, apiClient } from './client.ts'
import { root } from './places.ts'
import { seedCast } from './seed-cast.ts'

/** What one of the cast can do: commands and queries through the runner, calls through HTTP. */
export type Player = {
  execute<I extends z.ZodType, A>(
    command: Command<I, A>,
    input: object,
    options?: CommandOptions & { now?: Instant },
  ): Promise<A>
  perform<I extends z.ZodType, A>(query: Query<I, A>, input?: object, options?: { now?: Instant }): Promise<A>
  preview<I extends z.ZodType, A>(command: Command<I, A>, input: object): Promise<Preview<A>>
  /** Work in a scope of one's own, for doors that are no commands. `keep: false` rolls back. */
  scope<A>(work: (scope: Scope) => Promise<A>, options?: { keep?: boolean; now?: Instant }): Promise<A>
  http: ApiClient
}

type SqlRole = 'app' | 'owner' | 'platform'

export type TestHouse = OpenHouse & {
  settings: Settings
  ownerUrl: string
  /** The HTTP side, made at the first call. */
  app(): Promise<FastifyInstance>
  as: { [name in CastName]: Player }
  /**
   * Plain SQL that goes around the code: as the application's role or as the tables' owner inside one company, or through
   * what the platform may see of all of them.
   */
  sql<Row extends object>(role: SqlRole, text: string, values?: unknown[], companyId?: string): Promise<Row[]>
  /** Runs what waits in the queue now, and returns when nothing waits any more. */
  settle(): Promise<void>
}

/**
 * A house with its own database, copied from the template, with the named cast in it. Call it at the top of a test
 * file; it opens before the tests and closes after them. The database goes with the run's PostgreSQL.
 */
export function useHouse(environment: { [name: string]: string } = {}): TestHouse {
  const house = {} as TestHouse
  let close = async () => {}
  beforeAll(async () => {
    const opened = await openTestHouse(inject('adminUrl'), environment)
    Object.assign(house, opened.house)
    close = opened.close
  })
  afterAll(() => close())
  return house
}

export async function openTestHouse(
  adminUrl: string,
  environment: { [name: string]: string } = {},
): Promise<{ house: TestHouse; close(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ez360_template OWNER ez360_owner`)
  await admin.end()
  const ownerUrl = new URL(adminUrl)
  ownerUrl.username = 'ez360_owner'
  ownerUrl.pathname = `/${name}`
  const dataDir = mkdtempSync(join(tmpdir(), 'ez360-house-'))
  const settings = readSettings(
    {
      EZ360_LOG: 'silent',
      EZ360_DATA_DIR: dataDir,
      EZ360_SECRET: 'a secret of the tests, long enough to sign',
      EZ360_RATE_LIMITS: '0',
      ...environment,
    },
    root,
  )
  const log = pino({ level: 'silent' })
  const open = await openHouse({ settings, appUrl: ownerUrl.href, jobs, log })
  await seedCast(ownerUrl.href)
  for (const company of Object.values(companies)) {
    const options = { ...open, origin: { requestId: 'cast' }, mode: 'write' } as const
    await openScope(options, company.id, { kind: 'system', name: 'cast' }, provision)
  }
  let made: Promise<FastifyInstance> | undefined
  const app = () => {
    made ??= import('../app/http.ts').then(({ createApp }) => createApp(open))
    return made
  }
  const owner = new pg.Pool({ connectionString: ownerUrl.href, max: 4 })
  const as = Object.fromEntries(
    Object.keys(cast).map((one) => [one, player(open, app, one as CastName)]),
  ) as TestHouse['as']
  const house: TestHouse = {
    ...open,
    settings,
    ownerUrl: ownerUrl.href,
    app,
    as,
    sql: (role, text, values, companyId = companies.maple.id) => around(owner, role, companyId, text, values),
    settle: () => settle(open),
  }
  return {
    house,
    async close() {
      await (await made)?.close()
      await open.close()
      await owner.end()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function player(open: OpenHouse, app: () => Promise<FastifyInstance>, name: CastName): Player {
  const { userId, companyId } = cast[name]
  const where = (now?: Instant) => ({
    companyId,
    actor: loadActor({ userId, factorAt: null }),
    origin: { requestId: `test-${name}`, now },
  })
  return {
    execute: (command, input, { now, ...options } = {}) => execute(open, command as never, where(now), input, options),
    perform: (query, input = {}, { now } = {}) => perform(open, query as never, where(now), input),
    preview: (command, input) => preview(open, command as never, where(), input),
    scope: (work, { keep = true, now } = {}) =>
      openScope({ ...open, ...where(now), mode: 'write', dryRun: !keep }, companyId, where(now).actor, work),
    http: apiClient(app, open, cast[name]),
  }
}

async function around<Row extends object>(
  pool: pg.Pool,
  role: SqlRole,
  companyId: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = await pool.connect()
  try {
    await client.query(
      `BEGIN; SET LOCAL app.${role === 'platform' ? "platform = 'on'" : `company_id = '${companyId}'`}
       ${role === 'owner' ? '' : '; SET LOCAL ROLE ez360_app'}`,
    )
    const { rows } = await client.query(text, values)
    await client.query('COMMIT')
    return rows as Row[]
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** Works off the queue in this process, one job at a time, until it is empty. A failing job fails the test. */
async function settle(open: OpenHouse): Promise<void> {
  for (let runs = 0; runs < 1000; runs += 1) {
    const ran = await open.jobs.runOne(open)
    if (!ran) return
  }
  throw new Error('the queue never became empty')
}
