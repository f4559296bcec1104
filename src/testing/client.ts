import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type Endpoint, fullPath, type InputOf, pathParameters } from '#kernel/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import type { House } from '#platform/runner.ts'
import type { Person } from './cast.ts'

export type CallOptions = {
  idempotencyKey?: string
  dryRun?: boolean
  ifMatch?: string
  companyId?: string
  headers?: { [name: string]: string }
}

/** Calls the HTTP API in process, signed in as one of the cast. */
export type ApiClient = {
  /** By contract: the input is split over path, query and body as the web does it. */
  call<E extends Endpoint>(endpoint: E, input?: InputOf<E>, options?: CallOptions): Promise<LightMyRequestResponse>
  get(url: string, headers?: { [name: string]: string }): Promise<LightMyRequestResponse>
  /** Bytes as they are, for uploads. */
  post(url: string, payload: Buffer, headers?: { [name: string]: string }): Promise<LightMyRequestResponse>
}

/** What a browser says of a request that our own page sends. */
export const ourPage = { 'sec-fetch-site': 'same-origin' }

export function apiClient(app: () => Promise<FastifyInstance>, house: House, person: Person): ApiClient {
  let cookie: Promise<string> | undefined
  const signedIn = async () => {
    cookie ??= import('#modules/identity/server/index.ts').then(({ sessionCookieFor }) =>
      sessionCookieFor(house, person.userId),
    )
    return { cookie: await cookie, ...ourPage }
  }
  return {
    async get(url, headers = {}) {
      return (await app()).inject({ method: 'GET', url, headers: { ...(await signedIn()), ...headers } })
    },
    async post(url, payload, headers = {}) {
      return (await app()).inject({ method: 'POST', url, payload, headers: { ...(await signedIn()), ...headers } })
    },
    async call(endpoint, input, options = {}) {
      const { method, url, payload } = requestOf(
        endpoint,
        (input ?? {}) as { [name: string]: unknown },
        options.companyId ?? person.companyId,
        options.dryRun,
      )
      const headers: { [name: string]: string } = { ...(await signedIn()), ...options.headers }
      if (endpoint.money && !options.dryRun) headers['idempotency-key'] = options.idempotencyKey ?? newId()
      if (options.ifMatch) headers['if-match'] = options.ifMatch
      return (await app()).inject({ method, url, headers, ...(payload ? { payload } : {}) })
    },
  }
}

/** Splits an input over path, query string and body. */
export function requestOf(endpoint: Endpoint, input: { [name: string]: unknown }, companyId: string, dryRun = false) {
  const inPath = new Set(pathParameters(endpoint.path))
  const rest = Object.entries(input).filter(([name, value]) => !inPath.has(name) && value !== undefined)
  const path = fullPath(endpoint).replace(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(name === 'companyId' ? companyId : String(input[name])),
  )
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const query = new URLSearchParams(inQuery ? rest.map(([name, value]) => [name, String(value)]) : [])
  if (dryRun) query.set('dryRun', 'true')
  const url = query.size > 0 ? `${path}?${query}` : path
  return { method: endpoint.method, url, payload: inQuery ? undefined : Object.fromEntries(rest) }
}
