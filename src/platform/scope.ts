import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { assert } from '#kernel/assert.ts'
import { type Instant, systemClock } from '#kernel/calendar.ts'
import { isId } from '#kernel/ids.ts'
import type { Flag, Permission, Role } from '#kernel/permissions.ts'
import type { PlanNow } from '#kernel/plans.ts'
import { databaseError } from './database/constraints.ts'
import { send } from './database/pool.ts'
import type { Outside } from './outside.ts'
import { ActRecord } from './record.ts'

declare const opened: unique symbol

/** A member of the company, at work in it; `closed` when the company is, and only reads are answered. */
export type Member = {
  kind: 'member'
  userId: string
  memberId: string
  name: string
  role: Role
  closed?: boolean
  /** What the company has subscribed to, as of this act. */
  plan: PlanNow
  /** For a key of the API: what it was given, at most. */
  scopes?: readonly Permission[]
  /** Whether another program wants to know what happens in the company. */
  listenedTo?: boolean
} & {
  [flag in Flag]: boolean
}
/** The system itself: a job, or a reaction to a fact. */
export type System = { kind: 'system'; name: string }
/** A client who came by the link of one document or one statement. */
export type Bearer = { kind: 'bearer'; name: string; documentId?: string; clientId?: string }
export type Actor = Member | System | Bearer

export type Tx = NodePgDatabase

/** Where a call came from; goes into logs, audit and journal entries. */
export type Origin = {
  requestId: string
  ipAddress?: string | undefined
  now?: Instant | undefined
  userAgent?: string | undefined
  /** The session of the signed-in person who called; jobs and links have none. */
  sessionId?: string | undefined
}

type Opened = Readonly<{
  [opened]: true
  /** Drizzle on the open transaction. */
  tx: Tx
  /**
   * A named statement for hot paths: prepared once per connection. Statements that need nothing of each other's answers
   * may be sent together (`Promise.all`): they travel in one round trip and run in the order they were sent in.
   */
  sql: <Row extends object>(name: string, text: string, values: readonly unknown[]) => Promise<Row[]>
  /**
   * Takes what was sent and whose answer nobody waits for, such as a save of a row that is locked: it travels with what
   * comes next, at last with the commit, and fails the act when it fails.
   */
  later: (sent: Promise<unknown>) => void
  /** The clock of this act. */
  now: Instant
  origin: Origin
  outside: Outside
}>

/** One company, one actor, one open transaction, one clock. Only `openScope` and `enterCompany` make one. */
export type Scope = Opened &
  Readonly<{
    companyId: string
    actor: Actor
    dryRun: boolean
    /** From `If-Match`: the revision that the caller saw. */
    expectedRevision: number | undefined
    /** What this act posted, changed and announced; the runner writes it down before the commit. */
    record: ActRecord
  }>

/** A signed-in person outside any company. */
export type PersonScope = Opened & Readonly<{ userId: string; record: ActRecord }>

/** Someone unknown, perhaps with the token of a link. */
export type VisitorScope = Opened & Readonly<{ record: ActRecord }>

export type ScopeOptions = {
  pool: pg.Pool
  outside: Outside
  origin: Origin
  mode: 'read' | 'write'
  dryRun?: boolean
  expectedRevision?: number | undefined
  /** Sends what needs no actor yet, together with the opening; nothing of it is kept when the actor is refused. */
  ahead?: (opening: Opening) => void
}

/** A company's transaction before it is known who acts in it. */
export type Opening = Opened & { companyId: string }

/** Loads the actor inside the open transaction; refuses when there is none. `who` tells one person from another. */
export type ActorSource = Actor | (((opening: Opening) => Promise<Actor>) & { who: string })

const begins = { read: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', write: 'BEGIN' } as const

const inFailedTransaction = '25P02'

/** Thrown to leave a transaction without keeping anything, with an answer. */
class RolledBack {
  readonly answer: unknown
  constructor(answer: unknown) {
    this.answer = answer
  }
}

/** Runs the work between begin and commit. What `last` sends travels with the commit. */
async function transaction<A>(
  options: ScopeOptions,
  locals: string,
  work: (open: Opened) => Promise<A>,
  last: () => Promise<unknown> = async () => {},
): Promise<A> {
  const client = await options.pool.connect()
  let broken = false
  let ended = false
  const unawaited: Promise<unknown>[] = []
  const query = (...given: unknown[]) => {
    assert(!ended, 'a statement came after its transaction had ended')
    return send(client, ...given)
  }
  try {
    // Not waited for yet: the first statements of the work travel with it, and fail with it.
    const began = send(client, `${begins[options.mode]}${locals}`)
    began.catch(() => {})
    const open = {
      tx: drizzle(Object.create(client, { query: { value: query } }) as pg.PoolClient),
      sql: async <Row extends object>(name: string, text: string, values: readonly unknown[]) =>
        (await query({ name, text, values })).rows as Row[],
      later: (sent: Promise<unknown>) => {
        sent.catch(() => {})
        unawaited.push(sent)
      },
      now: options.origin.now ?? systemClock(),
      origin: options.origin,
      outside: options.outside,
    } as unknown as Opened
    const answer = await work(open)
    await began
    const lastly = last()
    ended = true
    // What fails first is told first: everything behind it in the pipeline fails because of it.
    const [done] = await Promise.all([send(client, 'COMMIT'), lastly, ...unawaited])
    const kept = done.command === 'COMMIT' || options.mode === 'read'
    assert(kept, 'a transaction that had failed was to be committed')
    return answer
  } catch (error) {
    ended = true
    await client.query('ROLLBACK').catch(() => {
      broken = true
    })
    const failure = await firstFailure(unawaited)
    if (failure) throw failure
    if (error instanceof RolledBack) return error.answer as A
    throw error
  } finally {
    client.release(broken)
  }
}

/** Why the transaction had failed, when it was one of these; what only came after another failure does not know. */
async function firstFailure(sent: readonly Promise<unknown>[]): Promise<unknown> {
  const failures = (await Promise.allSettled(sent)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  return failures.find((failure) => databaseError(failure)?.code !== inFailedTransaction)
}

/** A value that is inlined into `SET LOCAL`; only the statement reaches the shards, so it cannot be a parameter. */
function local(name: string, value: string): string {
  assert(/^[0-9a-zA-Z-]{2,64}$/.test(value), `${name} must be a plain word to be set`)
  return `; SET LOCAL app.${name} = '${value}'`
}

/**
 * Opens a company for an actor, runs the work in one transaction, and rolls back when the work throws or `dryRun` is set.
 * `last` sends one more statement together with the commit.
 */
export async function openScope<A>(
  options: ScopeOptions,
  companyId: string,
  actor: ActorSource,
  work: (scope: Scope) => Promise<A>,
  last?: () => Promise<unknown>,
): Promise<A> {
  assert(isId(companyId), 'a scope is opened for a company id')
  const run = async (open: Opened) => {
    const opening = { ...open, companyId }
    const loading = typeof actor === 'function' ? actor(opening) : actor
    options.ahead?.(opening)
    const scope = {
      ...opening,
      actor: await loading,
      dryRun: options.dryRun ?? false,
      expectedRevision: options.expectedRevision,
      record: new ActRecord(),
    } as Scope
    const answer = await work(scope)
    if (scope.dryRun) throw new RolledBack(answer)
    return answer
  }
  return transaction(options, local('company_id', companyId), run, last)
}

export async function openPersonScope<A>(
  options: ScopeOptions,
  userId: string,
  work: (scope: PersonScope) => Promise<A>,
): Promise<A> {
  return transaction(options, local('user_id', userId), (open) =>
    work({ ...open, userId, record: new ActRecord() } as PersonScope),
  )
}

/** For identity and public links: no person, no company; `linkHash` opens the one row whose token the visitor holds. */
export async function openVisitorScope<A>(
  options: ScopeOptions,
  linkHash: string | undefined,
  work: (scope: VisitorScope) => Promise<A>,
): Promise<A> {
  const locals = linkHash === undefined ? '' : local('link_hash', linkHash)
  return transaction(options, locals, (open) => work({ ...open, record: new ActRecord() } as VisitorScope))
}

type Everywhere = Pick<ScopeOptions, 'pool' | 'outside'>
type Asked = [name: string, text: string, values: readonly unknown[]]

/**
 * The directory of companies, for jobs that walk them one by one. Sees that they exist, nothing inside them. In closed
 * ones nothing is done any more; `all` lists them too.
 */
export async function listCompanyIds(options: Everywhere, which: 'open' | 'all' = 'open'): Promise<string[]> {
  return acrossCompanies(options, 'read', async (open) =>
    (
      await open.sql<{ id: string }>(
        'companies.directory',
        'SELECT id FROM companies WHERE deleted_at IS NULL AND ($1 OR closed_at IS NULL) ORDER BY id',
        [which === 'all'],
      )
    ).map((row) => row.id),
  )
}

/**
 * Asks over all companies what waits to be done in which, for jobs that give each of them work of its own. The policies
 * named `platform_…` show only rows that wait; answers company ids.
 */
export async function findDueCompanies(options: Everywhere, ...asked: Asked): Promise<string[]> {
  return acrossCompanies(options, 'read', async (open) => {
    const due = (await open.sql<{ companyId: string }>(...asked)).map((row) => row.companyId)
    const closed = await open.sql<{ id: string }>(
      'companies.closedAmong',
      'SELECT id FROM companies WHERE id = ANY ($1::uuid[]) AND closed_at IS NOT NULL',
      [due],
    )
    const asleep = new Set(closed.map(({ id }) => id))
    return due.filter((id) => !asleep.has(id))
  })
}

/** Over all companies, what the policies named `platform_…` let go; answers how many rows. */
export async function sweepCompanies(options: Everywhere, ...asked: Asked): Promise<number> {
  return acrossCompanies(options, 'write', async (open) => (await open.sql(...asked)).length)
}

/** Works over all companies in one transaction, through the policies named `platform_…` alone. */
export const acrossCompanies = <A>(options: Everywhere, mode: 'read' | 'write', work: (open: Opened) => Promise<A>) =>
  transaction({ ...options, mode, origin: { requestId: 'platform' } }, local('platform', 'on'), work)

/** A signed-in person also holds the token of a link: its row can be seen from now on in this transaction. */
export async function holdLink(from: PersonScope, linkHash: string): Promise<void> {
  await from.tx.execute(local('link_hash', linkHash).slice(2))
}

/** Goes on as a person in the same transaction: for the bearer of a link that is theirs, and who has just signed in. */
export async function enterPerson(from: VisitorScope, userId: string): Promise<PersonScope> {
  assert(isId(userId), 'a scope is opened for the id of a person')
  await from.tx.execute(local('user_id', userId).slice(2))
  return { ...from, userId } as PersonScope
}

/** Goes on inside one company in the same transaction: for the act that creates it, and for the bearer of a link. */
export async function enterCompany(from: PersonScope | VisitorScope, companyId: string, actor: Actor): Promise<Scope> {
  assert(isId(companyId), 'a scope is opened for a company id')
  await from.tx.execute(local('company_id', companyId).slice(2))
  return { ...from, companyId, actor, dryRun: false, expectedRevision: undefined } as unknown as Scope
}
