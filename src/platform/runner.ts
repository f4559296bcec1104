import type pg from 'pg'
import type { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { isAllowed } from '#kernel/permissions.ts'
import { type Feature, features, planAllowsFeature, plans } from '#kernel/plans.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { isWorthRetrying, toRefusal } from './database/constraints.ts'
import { type Claim, claim, whoOf } from './idempotency.ts'
import { keptOpen } from './kept-open.ts'
import type { Command, PersonOperation, Query, VisitorOperation } from './operation.ts'
import type { Outside } from './outside.ts'
import './plain-words.ts'
import type { ActRecord, NewBalance, PostedEntry } from './record.ts'
import { redacted } from './redacted.ts'
import {
  type Actor,
  type ActorSource,
  type Opening,
  type Origin,
  openPersonScope,
  openScope,
  openVisitorScope,
  type Scope,
} from './scope.ts'

export type House = { pool: pg.Pool; outside: Outside }

export type CommandOptions = {
  idempotencyKey?: string | undefined
  dryRun?: boolean | undefined
  expectedRevision?: number | undefined
}

/** What a dry run tells: the answer as it would be, the journal entries and balances that it would make. */
export type Preview<A> = { answer: A; entries: PostedEntry[]; balances: NewBalance[] }

const triesMax = 5

/** Parses with the schema, or refuses with one sentence per field. */
export function parseInput<I extends z.ZodType>(schema: I, input: unknown): z.output<I> {
  return accepted(schema.safeParse(input ?? {}))
}

function accepted<T>(parsed: z.ZodSafeParseResult<T>): T {
  if (parsed.success) return parsed.data
  throw new Refusal(
    'invalid_input',
    {},
    {
      errors: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    },
  )
}

/** The person's permission first, then the company's plan; the system itself may do everything. */
function permit(operation: Command | Query, actor: Actor): void {
  if (actor.kind === 'system') return
  if (actor.kind !== 'member' || !isAllowed(actor, operation.needs)) throw new Refusal('not_allowed')
  if (actor.closed && operation.kind === 'command' && !operation.opensClosed) throw new Refusal('company_closed')
  if (operation.feature !== undefined) requireFeature(actor, operation.feature)
  const locked = actor.plan.readOnly && operation.kind === 'command' && !operation.evenReadOnly
  if (locked) throw new Refusal('subscription_locked')
}

/** For an operation of which only a part belongs to a larger plan; refuses with `plan_needed`. */
export function requireFeature(actor: Actor, feature: Feature): void {
  if (actor.kind === 'member' && !planAllowsFeature(actor.plan.plan, feature))
    throw new Refusal('plan_needed', { plan: plans[features[feature].plan].name })
}

/** Runs a read in its own snapshot; `use` gets the answer while the snapshot is still open, so that it can stream. */
export async function perform<A, U = A>(
  house: House,
  operation: Query<z.ZodType, A>,
  where: { companyId: string; actor: ActorSource; origin: Origin },
  input: unknown,
  use: (answer: A) => Promise<U> = async (answer) => answer as unknown as U,
): Promise<U> {
  return refusing(async () => {
    if ((operation as Query).audited) await writeDownAsked(house, operation as Query, where, input)
    return openScope({ ...house, origin: where.origin, mode: 'read' }, where.companyId, where.actor, async (scope) => {
      permit(operation as Query, scope.actor)
      return keptOpen(scope, use(await operation.run(scope, parseInput(operation.input, input))))
    })
  })
}

/** That somebody asked is written down before anything is answered. */
async function writeDownAsked(
  house: House,
  operation: Query,
  { companyId, actor, origin }: { companyId: string; actor: ActorSource; origin: Origin },
  input: unknown,
): Promise<void> {
  await openScope({ ...house, origin, mode: 'write' }, companyId, actor, async (scope) => {
    permit(operation, scope.actor)
    await writeDown(scope, operation.name, parseInput(operation.input, input))
  })
}

/**
 * Runs a change: permission, parsing, idempotency, one transaction (tried again on serialization failures), audit and
 * outbox. The same code for HTTP, jobs and the command line.
 */
export async function execute<A>(
  house: House,
  operation: Command<z.ZodType, A>,
  where: { companyId: string; actor: ActorSource; origin: Origin },
  input: unknown,
  options: CommandOptions = {},
): Promise<A> {
  const key = (operation as Command).secretAnswer ? undefined : options.idempotencyKey
  let done: { scope: Scope; result: A } | undefined
  const parsed = operation.input.safeParse(input ?? {})
  const attempt = () => {
    let claimed: Promise<Claim> | undefined
    let loaded: Promise<unknown> | undefined
    done = undefined
    const ahead = (opening: Opening) => {
      if (key !== undefined) claimed = claim(opening, whoOf(where.actor), operation.name, key, input)
      if (parsed.success) loaded = operation.load?.(opening, parsed.data)
      for (const sent of [claimed, loaded]) sent?.catch(() => {})
    }
    const act = async (scope: Scope): Promise<A> => {
      permit(operation as Command, scope.actor)
      const said = accepted(parsed)
      const before = await claimed
      if (before?.answered) {
        await loaded?.catch(unlessRefused)
        return before.answer as A
      }
      const result = await operation.run(scope, said, loaded)
      refuseUnseenRevision(scope)
      await announceFacts(scope)
      done = { scope, result }
      return result
    }
    const last = async () => done && writeDownOnce(done.scope, operation.name, input, key, done.result)
    const { expectedRevision } = options
    const scopeOptions = { ...house, origin: where.origin, mode: 'write', ahead, expectedRevision } as const
    return openScope(scopeOptions, where.companyId, where.actor, act, last)
  }
  const answer = await refusing(() => retrying(attempt))
  tellScreens(house, (done as { scope: Scope } | undefined)?.scope.record)
  return answer
}

/** Whoever sends `If-Match` wants somebody else's change noticed: an act that compares nothing must not pass for one that did. */
function refuseUnseenRevision({ expectedRevision, record }: Scope): void {
  if (expectedRevision === undefined || record.revisionSeen) return
  throw refuseField('If-Match', 'This act compares no revision. Leave If-Match out to perform it.')
}

/** After the commit: what changed, in whichever company it was. */
function tellScreens(house: House, record: ActRecord | undefined): void {
  for (const { companyId, ...signal } of record?.signals ?? []) house.outside.signals.tell(companyId, [signal])
}

/** The same change, rolled back: what it would answer, post and leave as balances. */
export async function preview<A>(
  house: House,
  operation: Command<z.ZodType, A>,
  where: { companyId: string; actor: ActorSource; origin: Origin },
  input: unknown,
  options: CommandOptions = {},
): Promise<Preview<A>> {
  return refusing(() =>
    retrying(() =>
      openScope(
        { ...house, origin: where.origin, mode: 'write', dryRun: true, expectedRevision: options.expectedRevision },
        where.companyId,
        where.actor,
        async (scope) => {
          permit(operation as Command, scope.actor)
          const answer = await operation.run(scope, parseInput(operation.input, input))
          refuseUnseenRevision(scope)
          return { answer, entries: scope.record.entries, balances: scope.record.balances }
        },
      ),
    ),
  )
}

export async function performForPerson<A>(
  house: House,
  operation: PersonOperation<z.ZodType, A>,
  userId: string,
  origin: Origin,
  input: unknown,
): Promise<A> {
  const mode = operation.kind === 'personQuery' ? 'read' : 'write'
  return refusing(async () => {
    const parsed = parseInput(operation.input, input)
    await operation.before?.(house, { userId, origin }, parsed)
    let record: ActRecord | undefined
    const answer = await retrying(() =>
      openPersonScope({ ...house, origin, mode }, userId, async (scope) => {
        record = scope.record
        return operation.run(scope, parsed)
      }),
    )
    tellScreens(house, record)
    return answer
  })
}

export async function performForVisitor<A>(
  house: House,
  operation: VisitorOperation<z.ZodType, A>,
  linkHash: string | undefined,
  origin: Origin,
  input: unknown,
): Promise<A> {
  const mode = operation.kind === 'visitorQuery' ? 'read' : 'write'
  return refusing(async () => {
    const parsed = parseInput(operation.input, input)
    let record: ActRecord | undefined
    const answer = await retrying(() =>
      openVisitorScope({ ...house, origin, mode }, linkHash, async (scope) => {
        record = scope.record
        return operation.run(scope, parsed)
      }),
    )
    tellScreens(house, record)
    return answer
  })
}

async function refusing<A>(work: () => Promise<A>): Promise<A> {
  try {
    return await work()
  } catch (error) {
    throw toRefusal(error)
  }
}

async function retrying<A>(work: () => Promise<A>): Promise<A> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (error) {
      if (tried >= triesMax || !isWorthRetrying(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, tried * 10 * (1 + Math.random())))
    }
  }
}

/** Nobody needs what was loaded for a repeat, whatever it refuses; but what fails in the database fails the transaction. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}

/** Audit rows and the outbox of an act that no command runs, in its transaction. */
export async function writeDown(scope: Scope, name: string, input: unknown): Promise<void> {
  await announceFacts(scope)
  await writeDownOnce(scope, name, input)
}

async function announceFacts(scope: Scope): Promise<void> {
  if (scope.record.facts.length > 0) await scope.outside.outbox.put(scope, scope.record.facts)
}

/** Audit rows and the kept answer, in one statement: it travels with the commit. */
async function writeDownOnce(
  scope: Scope,
  name: string,
  input: unknown,
  key?: string,
  answer?: unknown,
): Promise<void> {
  const { record, actor } = scope
  const changes =
    record.changes.length > 0 ? record.changes : [{ subjectType: null, subjectId: null, after: redacted(input) }]
  const rows = changes.map((change) => ({ id: newId(), ...change }))
  await scope.sql(
    'command.writeDown',
    `WITH kept AS (UPDATE idempotency_keys SET answer = $8 WHERE company_id = $1 AND key = $7)
     INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_user_id, actor_name, action, subject_type, subject_id, before, after, request_id, ip_address)
     SELECT $1, c.id, $2, $3, $4, $5, $6, c."subjectType", c."subjectId", c.before, c.after, $10, $11
     FROM jsonb_to_recordset($9) AS c (id uuid, "subjectType" text, "subjectId" uuid, before jsonb, after jsonb)`,
    [
      scope.companyId,
      scope.now,
      actor.kind,
      actor.kind === 'member' ? actor.userId : null,
      actor.name,
      name,
      key ?? null,
      key === undefined ? null : JSON.stringify(answer ?? null),
      JSON.stringify(rows),
      scope.origin.requestId,
      scope.origin.ipAddress ?? null,
    ],
  )
}
