import type { z } from 'zod'
import { type Endpoint, fullPath, pathParameters } from '#kernel/endpoint.ts'
import { networkProblem, problemOf } from './problem.ts'
import { askForFactor, needsFactor } from './step-up.ts'

export { ApiProblem, asProblem } from './problem.ts'

export type CallOptions = {
  companyId?: string | undefined
  /** The same key on a retry of the same act, so that it happens once. */
  idempotencyKey?: string | undefined
  /** Performs and rolls back: the answer says what would happen. */
  dryRun?: boolean | undefined
  /** The `revision` that the person saw; a lost update is refused with 412. */
  ifMatch?: number | undefined
  signal?: AbortSignal | undefined
  /** Nobody did anything just now: where a second factor is wanted, it fails instead of asking for one. */
  background?: boolean | undefined
}

type Values = Record<string, unknown>

/** Asks the server. Refusals and network failures arrive as `ApiProblem`. */
export async function call<I extends z.ZodObject, A extends z.ZodType>(
  endpoint: Endpoint<I, A>,
  input: z.input<I>,
  options: CallOptions = {},
): Promise<z.output<A>> {
  const { url, body } = address(endpoint, input as Values, options)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`
  const response = await (options.background ? reach : send)(url, {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    body: body === undefined ? null : JSON.stringify(body),
    signal: options.signal ?? null,
  })
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as z.output<A>
  return (await response.json()) as z.output<A>
}

/** The address of a read as a file: `fileUrl(profitAndLoss, { from, to, format: 'csv' }, companyId)`. */
export function fileUrl<I extends z.ZodObject, A extends z.ZodType>(
  endpoint: Endpoint<I, A>,
  input: z.input<I> & { format?: string },
  companyId?: string,
): string {
  return address({ ...endpoint, method: 'GET' }, input as Values, { companyId }).url
}

/**
 * `fetch` for requests that `call` does not make, such as uploads. Where the company asks for a second factor, the person
 * is asked here and the same request goes again: what was typed waits in its form.
 */
export async function send(url: string, init: RequestInit): Promise<Response> {
  const response = await reach(url, init)
  if (response.status !== 403 || !(await wantsFactor(response)) || !(await askForFactor())) return response
  return reach(url, init)
}

async function wantsFactor(response: Response): Promise<boolean> {
  return needsFactor(
    await response
      .clone()
      .json()
      .catch(() => null),
  )
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw networkProblem()
  }
}

function address(endpoint: Pick<Endpoint, 'method' | 'area' | 'path'>, input: Values, options: CallOptions) {
  const template = fullPath(endpoint)
  const rest = { ...input }
  let path = template
  for (const name of pathParameters(template)) {
    const value = name === 'companyId' ? options.companyId : rest[name]
    if (value === undefined || value === '') throw new Error(`${template} needs ${name}`)
    path = path.replace(`:${name}`, encodeURIComponent(String(value)))
    delete rest[name]
  }
  const query = new URLSearchParams()
  if (endpoint.method === 'GET') for (const [key, value] of Object.entries(rest)) append(query, key, value)
  if (options.dryRun) query.set('dryRun', 'true')
  const search = query.size > 0 ? `?${query}` : ''
  const bodiless = endpoint.method === 'GET' || (endpoint.method === 'DELETE' && Object.keys(rest).length === 0)
  return { url: path + search, body: bodiless ? undefined : rest }
}

function append(query: URLSearchParams, key: string, value: unknown): void {
  if (value === undefined || value === null || value === '') return
  if (Array.isArray(value)) for (const one of value) append(query, key, one)
  else query.append(key, String(value))
}
