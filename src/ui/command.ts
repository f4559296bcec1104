import { useQuery } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { z } from 'zod'
import { type Endpoint, fullPath } from '#kernel/endpoint.ts'
import { type ApiProblem, asProblem, call } from './api.ts'
import { type Stale, useInvalidate } from './query.ts'
import { useCompanyId } from './session.ts'
import { toast } from './toast.tsx'

export type CommandOptions<Input, Answer> = {
  onDone?: ((answer: Answer, input: Input) => void) | undefined
  /** Said in a toast when it worked: "Invoice sent". */
  done?: string | ((answer: Answer) => string) | undefined
  /** Which reads become stale; everything of this company when not said. */
  invalidates?: readonly Stale[] | undefined
  /** The caller shows the problem itself (forms do). */
  quiet?: boolean | undefined
}

/**
 * Performs a change. One idempotency key per intent: the same body after a failure travels with the same key, so a
 * retry cannot act twice. `run` never throws: it resolves with the answer, or undefined after showing the problem.
 */
export function useCommand<I extends z.ZodObject, A extends z.ZodType>(
  endpoint: Endpoint<I, A>,
  options: CommandOptions<z.input<I>, z.output<A>> = {},
) {
  const companyId = useCompanyId()
  const invalidate = useInvalidate()
  const intent = useRef({ body: '', key: '' })
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined)
  const latest = useRef(options)
  latest.current = options

  async function run(input: z.input<I>, more: { ifMatch?: number | undefined } = {}): Promise<z.output<A> | undefined> {
    const body = JSON.stringify(input)
    if (intent.current.body !== body) intent.current = { body, key: crypto.randomUUID() }
    setPending(true)
    setProblem(undefined)
    try {
      const answer = await call(endpoint, input, { companyId, idempotencyKey: intent.current.key, ...more })
      intent.current = { body: '', key: '' }
      const { done, onDone, invalidates } = latest.current
      void invalidate(invalidates)
      if (done) toast.done(typeof done === 'function' ? done(answer) : done)
      onDone?.(answer, input)
      return answer
    } catch (error) {
      const found = asProblem(error)
      // A refusal is final: the same body later is a new intent. Only an uncertain end keeps its key.
      if (!found.passing && found.status < 500) intent.current = { body: '', key: '' }
      setProblem(found)
      if (!latest.current.quiet) toast.problem(found)
      return undefined
    } finally {
      setPending(false)
    }
  }

  return { run, pending, problem, reset: useCallback(() => setProblem(undefined), []) }
}

/** One line of an entry that a preview shows. */
export type PreviewLine = { accountCode: string; accountName: string; debitCents: number; creditCents: number }
export type PreviewEntry = { entryDate: string; memo: string; lines: PreviewLine[] }
/** What an invoice or a client's credit was and becomes. */
export type PreviewBalance = { label: string; id: string; beforeCents: number; afterCents: number }
export type Preview<Answer> = { answer: Answer; entries: PreviewEntry[]; balances: PreviewBalance[] }

/**
 * What a money command would do: the same code on the server, rolled back. Asks again when the input changes. `background`
 * where it follows what is typed, and nobody opened it.
 */
export function usePreview<I extends z.ZodObject, A extends z.ZodType>(
  endpoint: Endpoint<I, A>,
  input: z.input<I>,
  { enabled = true, background = false }: { enabled?: boolean; background?: boolean } = {},
) {
  const companyId = useCompanyId()
  return useQuery<Preview<z.output<A>>>({
    queryKey: ['preview', fullPath(endpoint), companyId, input],
    queryFn: async ({ signal }) =>
      (await call(endpoint, input, {
        companyId,
        signal,
        dryRun: true,
        background,
      })) as unknown as Preview<z.output<A>>,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    enabled,
  })
}

/**
 * Asks once whether a money command would post anything: what posts is shown first, what does not is just done. Locked
 * books are met by what would post only; every other refusal is left for the command itself to say.
 */
export function useWouldPost<I extends z.ZodObject, A extends z.ZodType>(endpoint: Endpoint<I, A>) {
  const companyId = useCompanyId()
  return async (input: z.input<I>): Promise<boolean> => {
    try {
      return (
        ((await call(endpoint, input, { companyId, dryRun: true })) as unknown as Preview<z.output<A>>).entries.length >
        0
      )
    } catch (error) {
      return asProblem(error).code === 'books_locked'
    }
  }
}
