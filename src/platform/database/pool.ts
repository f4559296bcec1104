import pg from 'pg'
import { assert } from '#kernel/assert.ts'
import { toInstant, trimDecimal } from './columns.ts'

const oid = { int8: 20, timestamptz: 1184, date: 1082, numeric: 1700 }

function toSafeInteger(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), `bigint ${text} is beyond what a number holds exactly`)
  return value
}

const parsers = new Map<number, (text: string) => unknown>([
  [oid.int8, toSafeInteger],
  [oid.timestamptz, toInstant],
  [oid.date, (text) => text],
  [oid.numeric, trimDecimal],
])

/** Values arrive as the house writes them: amounts as safe integers, dates and instants as strings. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(id)) ||
    pg.types.getTypeParser(id, format)) as pg.CustomTypesConfig['getTypeParser'],
}

/** A client's socket, which pg does not show. */
type Wired = { connection: { stream: { cork(): void; uncork(): void } } }

/** Sends a statement in one packet with the others that this turn of the loop sends: one system call, one wake-up. */
export function send(client: pg.ClientBase, ...statement: unknown[]): Promise<pg.QueryResult> {
  const { stream } = (client as unknown as Wired).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
  return (client.query as (...given: unknown[]) => Promise<pg.QueryResult>).apply(client, statement)
}

export type PoolOptions = { url: string; role?: string; max?: number; name?: string }

/**
 * What @types/pg does not know yet: statements sent together travel together, and the answers come in their order. The
 * database still runs them one after the other.
 */
const pipelined = { pipeline: true } as pg.PoolConfig

/**
 * A pool whose sessions speak UTC and, with `role`, act as that role: the application's role owns nothing and cannot
 * step around row-level security, whatever the login it came in with.
 */
export function openPool({ url, role, max = 20, name = 'ez360' }: PoolOptions): pg.Pool {
  assert(role === undefined || /^[a-z0-9_]+$/.test(role), 'a role name is a plain word')
  const pool = new pg.Pool({
    ...pipelined,
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    types,
    onConnect: async (client) => {
      await client.query(
        `SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET lock_timeout = '15s'; SET idle_in_transaction_session_timeout = '60s'${role ? `; SET ROLE ${role}` : ''}`,
      )
    },
  })
  // A connection that the server closes is replaced by the pool. Without listeners it would end the process: that of the
  // pool hears idle ones, that of the client those at work, whose next statement fails and tells what happened.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}
