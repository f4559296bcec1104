import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sessionCookieFor } from '#modules/identity/server/index.ts'
import { checkInvariants } from '#modules/reports/server/index.ts'
import { openScope } from '#platform/scope.ts'
import { cast, companies } from '#testing/cast.ts'
import { type LoopbackClient, loopbackClient } from '#testing/loopback.ts'
import { seedCast } from '#testing/seed-cast.ts'
import { type ServerProcess, startServer } from '#testing/server-process.ts'
import { type Booted, boot } from '../../app/boot.ts'
import { provision } from '../../app/modules.ts'
import { type Act, type Place, work } from './work.ts'

type Acknowledged = Act & { answer: unknown }

const callers = 8
/** So much is acknowledged before the blow falls; each time somewhere else in the work of each caller. */
const leastAcknowledged = 160
const blowsEach = Number(process.env.EZ360_CRASH_BLOWS ?? 1)
const companyId = companies.maple.id
const dataDir = mkdtempSync(join(tmpdir(), 'ez360-crash-'))
const environment = {
  ...process.env,
  EZ360_DATA_DIR: dataDir,
  EZ360_DEMO: '0',
  EZ360_LOG: 'silent',
  EZ360_SECRET: 'a secret of the crash test, long enough to sign',
  PORT: '0',
}
let server: ServerProcess
let booted: Booted
let cookie: string
let place: Place

beforeAll(async () => {
  server = await startServer(environment)
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  booted = await boot({ migrateFirst: false })
  await seedCast(booted.database.ownerUrl)
  for (const company of Object.values(companies)) await within(company.id, provision)
  cookie = await sessionCookieFor(booted.house, cast.ada.userId)
  const [found] = await within(companyId, (scope) =>
    scope.sql<Place>(
      'crash.place',
      `SELECT c.id AS "categoryId", c.account_id AS "expenseAccountId" FROM expense_categories c WHERE c.company_id = $1 LIMIT 1`,
      [companyId],
    ),
  )
  place = found as Place
})

afterAll(async () => {
  await booted?.close()
  await server?.stop()
  vi.unstubAllEnvs()
  await rm(dataDir, { recursive: true, force: true })
})

function within<A>(company: string, work: Parameters<typeof openScope<A>>[3]): Promise<A> {
  const options = { ...booted.house, origin: { requestId: 'crash-test' }, mode: 'write' } as const
  return openScope(options, company, { kind: 'system', name: 'crash test' }, work)
}

async function attempt(client: LoopbackClient, act: Act): Promise<Acknowledged> {
  const { status, body } = await client.call(act.endpoint, act.input, { companyId, key: act.key })
  if (status >= 300)
    throw new Refused(`${act.posts ?? act.endpoint.path} was answered ${status}: ${JSON.stringify(body)}`)
  return { ...act, answer: body }
}

/** An answer, and not the one that was wanted: the server lives, so this is no crash. */
class Refused extends Error {}

/** Eight callers at once, until the connection breaks. Gives what was acknowledged, and what nobody knows of. */
async function load(client: LoopbackClient, strike: () => Promise<void>) {
  const acknowledged: Acknowledged[] = []
  const open: Act[] = []
  let struck: Promise<void> | undefined
  const caller = async () => {
    for (const asked of work(place)) {
      try {
        acknowledged.push(await attempt(client, asked))
      } catch (error) {
        if (error instanceof Refused) throw error
        open.push(asked)
        return
      }
      if (acknowledged.length >= leastAcknowledged) struck ??= strike()
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  await struck
  return { acknowledged, open }
}

/** How often each source is in the journal, as `payment 0190…`. */
async function timesPosted(): Promise<Map<string, number>> {
  const rows = await within(companyId, (scope) =>
    scope.sql<{ source: string; times: number }>(
      'crash.entries',
      `SELECT source_type || ' ' || source_id AS source, count(*)::int AS times FROM journal_entries
       WHERE company_id = $1 GROUP BY 1`,
      [companyId],
    ),
  )
  return new Map(rows.map(({ source, times }) => [source, times]))
}

/** The process that all others of this PostgreSQL hang on. */
const postmaster = () => Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])

const blows = {
  'the server': () => server.kill(),
  'PostgreSQL and the server': async () => {
    process.kill(postmaster(), 'SIGKILL')
    await server.kill()
  },
}

const blowsInTurn = Object.entries(blows).flatMap(([name, blow]) =>
  Array.from({ length: blowsEach }, (_one, at) => [name, at + 1, blow] as const),
)

test.each(blowsInTurn)(
  'kill -9 of %s under load loses nothing, does nothing twice and leaves no gap (%i)',
  async (_name, _at, blow) => {
    const before = await timesPosted()
    await booted.close()
    const client = loopbackClient(server.port, cookie, callers)
    const { acknowledged, open } = await load(client, blow)
    client.close()
    expect(acknowledged.length).toBeGreaterThanOrEqual(leastAcknowledged)
    expect(open).toHaveLength(callers)

    server = await startServer(environment)
    booted = await boot({ migrateFirst: false })
    const again = loopbackClient(server.port, cookie, callers)
    const retried = await Promise.all(open.map((one) => attempt(again, one)))
    const repeated = await Promise.all(acknowledged.slice(-40).map((one) => attempt(again, one)))
    again.close()

    expect(repeated.map(({ answer }) => answer)).toEqual(acknowledged.slice(-40).map(({ answer }) => answer))
    const posted = [...acknowledged, ...retried].flatMap(({ posts }) => posts ?? [])
    expect(new Set(posted.map((source) => source.split(' ')[0])).size).toBeGreaterThanOrEqual(8)
    expect(await timesPosted()).toEqual(new Map([...before, ...posted.map((source) => [source, 1] as const)]))
    // Gapless numbers are among the invariants.
    const verdicts = await within(companyId, checkInvariants)
    expect(verdicts.length).toBeGreaterThan(5)
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
  },
  180_000,
)
