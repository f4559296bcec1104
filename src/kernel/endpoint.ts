import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/**
 * Where an endpoint lives: `company` under `/api/v1/companies/:companyId`, `me` under `/api/v1` for the signed-in
 * person, `public` under `/api/v1/public` for anyone.
 */
export type Area = 'company' | 'me' | 'public'

/**
 * One operation of the HTTP API. The same object mounts the route, types the web's call and writes the OpenAPI
 * operation. `input` holds everything the caller says: keys named in `path` travel there, the rest in the query
 * string (GET) or the JSON body. `companyId` is never part of the input.
 */
export type Endpoint<I extends z.ZodObject = z.ZodObject, A extends z.ZodType = z.ZodType> = {
  method: Method
  path: `/${string}`
  area: Area
  summary: string
  input: I
  answer: A
  /** Creates or moves money: the caller must send `Idempotency-Key`, and may ask for a preview with `?dryRun=true`. */
  money?: boolean
  /** Makes something: answers 201. */
  creates?: boolean
  /** Answers also as a file (`?format=csv`, PDF): the content types it may have. */
  files?: readonly string[]
}

/** Declares an endpoint. Keys that the input does not name are refused, so that a misspelt field is never ignored. */
export function endpoint<I extends z.ZodObject, A extends z.ZodType>(definition: Endpoint<I, A>): Endpoint<I, A> {
  return { ...definition, input: definition.input.strict() as unknown as I }
}

export type InputOf<E extends Endpoint> = z.input<E['input']>

const prefixes: Record<Area, string> = {
  company: '/api/v1/companies/:companyId',
  me: '/api/v1',
  public: '/api/v1/public',
}

/** The full path template, `:name` for parameters. */
export function fullPath(e: Pick<Endpoint, 'area' | 'path'>): string {
  return prefixes[e.area] + (e.path === '/' ? '' : e.path)
}

/** The names of the parameters in a path template. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
}
