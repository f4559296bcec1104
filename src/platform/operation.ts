import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Feature } from '#kernel/plans.ts'
import type { Opening, Origin, PersonScope, Scope, ScopeOptions, VisitorScope } from './scope.ts'

type Shared<I extends z.ZodType> = {
  /** What it is called everywhere: log, audit, metrics. `documents.sendInvoice`. */
  name: string
  input: I
}

/** A change inside a company. One run is one transaction. */
export type Command<I extends z.ZodType = z.ZodType, A = unknown> = Shared<I> & {
  kind: 'command'
  needs: Permission
  /** The part of a plan that it belongs to; without one it is in every plan. */
  feature?: Feature
  /** Works although the company is read-only: leaving, paying, letting people go. */
  evenReadOnly?: boolean
  /** Creates or moves money: callers over HTTP must send an idempotency key and can ask for a preview. */
  money?: boolean
  /** Its answer holds a token that is kept nowhere: it is not stored under an idempotency key; asked again, it acts again. */
  secretAnswer?: boolean
  /** Also in a company that was closed, where everything else is refused. */
  opensClosed?: boolean
  /** What `run` begins by reading, whoever acts: sent together with the opening, so that it costs no round trip. */
  load?(opening: Opening, input: z.output<I>): Promise<unknown>
  /** `loaded` is what `load` read; without it, it is read now. */
  run(scope: Scope, input: z.output<I>, loaded?: Promise<unknown>): Promise<A>
}

/** A read inside a company, on one snapshot. */
export type Query<I extends z.ZodType = z.ZodType, A = unknown> = Shared<I> & {
  kind: 'query'
  needs: Permission
  /** Takes much along: that it was asked is written to the audit log first. */
  audited?: boolean
  /** The part of a plan that it belongs to; without one it is in every plan. */
  feature?: Feature
  run(scope: Scope, input: z.output<I>): Promise<A>
}

/** What a signed-in person does outside any company. */
export type PersonOperation<I extends z.ZodType = z.ZodType, A = unknown> = Shared<I> & {
  kind: 'personCommand' | 'personQuery'
  /** Before the transaction opens, in ones of its own that are kept when it refuses: a password is checked and counted. */
  before?(
    world: Pick<ScopeOptions, 'pool' | 'outside'>,
    who: { userId: string; origin: Origin },
    input: z.output<I>,
  ): Promise<void>
  run(scope: PersonScope, input: z.output<I>): Promise<A>
}

/** What anyone may do who has a link. `linkToken` of the input opens the door. */
export type VisitorOperation<I extends z.ZodType = z.ZodType, A = unknown> = Shared<I> & {
  kind: 'visitorCommand' | 'visitorQuery'
  run(scope: VisitorScope, input: z.output<I>): Promise<A>
}

export type Operation<I extends z.ZodType = z.ZodType, A = unknown> =
  | Command<I, A>
  | Query<I, A>
  | PersonOperation<I, A>
  | VisitorOperation<I, A>

type LoadingCommand<I extends z.ZodType, A, L> = Omit<Command<I, A>, 'kind' | 'load' | 'run'> & {
  load(opening: Opening, input: z.output<I>): Promise<L>
  run(scope: Scope, input: z.output<I>, loaded: L): Promise<A>
}

export const command = <I extends z.ZodType, A>(definition: Omit<Command<I, A>, 'kind' | 'load'>): Command<I, A> => ({
  ...definition,
  kind: 'command',
})
/** A command that says what it begins by reading: for those that people wait for all day. */
export const loadingCommand = <I extends z.ZodType, A, L>(definition: LoadingCommand<I, A, L>): Command<I, A> => ({
  ...definition,
  kind: 'command',
  run: async (scope, input, loaded) =>
    definition.run(scope, input, (await (loaded ?? definition.load(scope, input))) as L),
})
export const query = <I extends z.ZodType, A>(definition: Omit<Query<I, A>, 'kind'>): Query<I, A> => ({
  ...definition,
  kind: 'query',
})
export const personCommand = <I extends z.ZodType, A>(
  definition: Omit<PersonOperation<I, A>, 'kind'>,
): PersonOperation<I, A> => ({ ...definition, kind: 'personCommand' })
export const personQuery = <I extends z.ZodType, A>(
  definition: Omit<PersonOperation<I, A>, 'kind'>,
): PersonOperation<I, A> => ({ ...definition, kind: 'personQuery' })
export const visitorCommand = <I extends z.ZodType, A>(
  definition: Omit<VisitorOperation<I, A>, 'kind'>,
): VisitorOperation<I, A> => ({ ...definition, kind: 'visitorCommand' })
export const visitorQuery = <I extends z.ZodType, A>(
  definition: Omit<VisitorOperation<I, A>, 'kind'>,
): VisitorOperation<I, A> => ({ ...definition, kind: 'visitorQuery' })

/** A file as an answer: streamed inside the transaction that reads it. */
export class Download {
  readonly fileName: string
  readonly contentType: string
  readonly body: Buffer | AsyncIterable<string | Buffer>
  /** Shown in the browser instead of saved. */
  readonly inline: boolean
  constructor(fileName: string, contentType: string, body: Buffer | AsyncIterable<string | Buffer>, inline = false) {
    this.fileName = fileName
    this.contentType = contentType
    this.body = body
    this.inline = inline
  }
}

/** An answer with `Set-Cookie` lines beside it: of an act that renewed the session. */
export class WithCookies<A> {
  readonly answer: A
  readonly lines: readonly string[]
  constructor(answer: A, lines: readonly string[]) {
    this.answer = answer
    this.lines = lines
  }
}

/** An endpoint and what answers it. */
export type Route = { endpoint: Endpoint; operation: Operation }

type Answering<A> = A | Download | WithCookies<A>

/** Puts an endpoint and an operation together; they must agree on input and answer. */
export function route<E extends Endpoint>(
  endpoint: E,
  operation: Operation<z.ZodType<z.output<E['input']>>, Answering<z.input<E['answer']>>>,
): Route {
  return { endpoint, operation: operation as Operation }
}
