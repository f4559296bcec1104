import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import { changeAlone } from '../database/migrate.ts'
import type { Announcing, Outbox } from '../outside.ts'
import type { Fact } from '../record.ts'
import type { House } from '../runner.ts'

/** Work that runs after the commit, tried again with back-off, and kept when it fails for good. */
export type Job<I extends z.ZodType = z.ZodType> = {
  name: string
  input: I
  /** Facts that start it: each of them in the outbox becomes one run. */
  on?: readonly string[]
  /** Which runs the facts of one act become, decided in its transaction; without it each fact is one. */
  become?(scope: Announcing, facts: readonly Fact[]): Promise<readonly object[]>
  /** How many are worked on side by side. They must bear being run again: when one throws, all of them are. */
  atOnce?: number
  /** Cron line in UTC. */
  schedule?: string
  run(house: House, input: z.output<I>): Promise<void>
}

export const job = <I extends z.ZodType>(definition: Job<I>): Job => definition as unknown as Job

type Executor = { executeSql(text: string, values?: unknown[]): Promise<{ rows: never[] }> }

/** Our pool as pg-boss sees it: jobs run as the application's role, like everything else. */
function overPool(pool: pg.Pool | pg.PoolClient): Executor {
  return { executeSql: async (text, values) => (await pool.query(text, values)) as unknown as { rows: never[] } }
}

/**
 * The queue's own schema, made by the owner's login; the application's role may use it, not change it. One process at a
 * time: two that grant at once are refused by PostgreSQL (“tuple concurrently updated”).
 */
export async function installJobs(ownerUrl: string, names: readonly string[]): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  owner.on('error', () => {})
  const boss = new PgBoss({ connectionString: ownerUrl, schema: 'pgboss', max: 2, supervise: false, schedule: false })
  boss.on('error', () => {})
  await owner.connect()
  try {
    await changeAlone(owner)
    await boss.start()
    for (const name of names) await setUpQueue(boss, name)
    for (const { name } of await boss.getSchedules()) if (!names.includes(name)) await boss.unschedule(name)
    await owner.query(grants)
  } finally {
    await boss.stop({ graceful: false })
    await owner.end()
  }
}

const patience = { retryLimit: 8, retryBackoff: true, retryDelay: 5, expireInSeconds: 300 }

/** An installation that has the queue gets what changed in this version. */
async function setUpQueue(boss: PgBoss, name: string): Promise<void> {
  const there = await boss.getQueue(name)
  if (!there) await boss.createQueue(name, patience)
  else if (Object.entries(patience).some(([key, value]) => there[key as keyof typeof patience] !== value))
    await boss.updateQueue(name, patience)
}

const grants =
  'GRANT USAGE ON SCHEMA pgboss TO ez360_app; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ez360_app; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO ez360_app; GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO ez360_app'

export type Jobs = Outbox & {
  /** Starts working off the queues. */
  work(house: House): Promise<void>
  /** Runs one waiting job now, in this process; false when none waits. For tests. */
  runOne(house: House): Promise<boolean>
  /** How many jobs wait or failed, for health. */
  depth(): Promise<{ waiting: number; failed: number }>
  stop(): Promise<void>
}

/** Opens the queue over our pool. `jobs` is the whole list, from which the outbox knows who wants which fact. */
export async function openJobs(pool: pg.Pool, jobs: readonly Job[], log: Logger): Promise<Jobs> {
  const boss = new PgBoss({ db: overPool(pool), schema: 'pgboss', migrate: false, createSchema: false })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  await boss.start()

  const enqueue: Outbox['enqueue'] = async (scope, queue, payloads, options) => {
    const client = clientOf(scope.tx)
    const rows = payloads.map((data) => ({ data, ...(options?.startAfter ? { startAfter: options.startAfter } : {}) }))
    await boss.insert(queue, rows, { db: overPool(client) })
  }

  return {
    enqueue,
    spread: (queue, payloads) => insertInBulk(boss, queue, payloads),
    async put(scope, facts) {
      const where = scope.companyId ? { companyId: scope.companyId } : {}
      for (const reaction of jobs) {
        const wanted = facts.filter(({ fact }) => reaction.on?.includes(fact))
        if (wanted.length === 0) continue
        const runs = reaction.become
          ? await reaction.become(scope, wanted)
          : wanted.map(({ payload }) => ({ ...payload, ...where }))
        if (runs.length > 0) await enqueue(scope, reaction.name, runs)
      }
    },
    async work(house) {
      for (const worked of jobs) {
        await boss.work(worked.name, { pollingIntervalSeconds: 1, batchSize: worked.atOnce ?? 1 }, async (items) => {
          const run = ({ data }: { data: unknown }) => runUnlessClosed(worked, house, data)
          const ended = await Promise.allSettled(items.map(run))
          const failed = ended.find((one) => one.status === 'rejected')
          if (failed) throw failed.reason
        })
        if (worked.schedule) await boss.schedule(worked.name, worked.schedule)
      }
    },
    async runOne(house) {
      for (const worked of jobs) {
        const [item] = await boss.fetch(worked.name)
        if (!item) continue
        try {
          await runUnlessClosed(worked, house, item.data)
          await boss.complete(worked.name, item.id)
        } catch (error) {
          await boss.fail(worked.name, item.id, { message: (error as Error).message })
          throw error
        }
        return true
      }
      return false
    },
    async depth() {
      const counted = await pool.query<{ waiting: number; failed: number }>(
        "SELECT count(*) FILTER (WHERE state IN ('created', 'retry'))::int AS waiting, count(*) FILTER (WHERE state = 'failed')::int AS failed FROM pgboss.job",
      )
      return counted.rows[0] ?? { waiting: 0, failed: 0 }
    },
    stop: () => boss.stop({ graceful: true, timeout: 8000 }),
  }
}

/** In a company that was closed meanwhile nothing is left to do; every other error is tried again. */
async function runUnlessClosed(worked: Job, house: House, data: unknown): Promise<void> {
  try {
    await worked.run(house, worked.input.parse(data ?? {}))
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'company_closed')) throw error
  }
}

async function insertInBulk(boss: PgBoss, queue: string, payloads: readonly object[]): Promise<void> {
  const page = 1000
  for (let at = 0; at < payloads.length; at += page) {
    const rows = payloads.slice(at, at + page).map((data) => ({ data }))
    await boss.insert(queue, rows)
  }
}

/** The open connection behind a Drizzle transaction, so that a job is enqueued in it. */
function clientOf(tx: unknown): pg.PoolClient {
  return (tx as { $client: pg.PoolClient }).$client
}
