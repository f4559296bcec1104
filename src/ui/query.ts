import {
  type InvalidateOptions,
  keepPreviousData,
  type Query,
  QueryCache,
  QueryClient,
  type QueryFunctionContext,
  type QueryKey,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { z } from 'zod'
import { type Endpoint, fullPath } from '#kernel/endpoint.ts'
import { ApiProblem, call } from './api.ts'
import { useCompanyId } from './session.ts'

/** Which reads a change makes stale: an endpoint, or the beginning of a path (`/invoices` covers `/invoices/:id`). */
export type Stale = Endpoint | `/${string}`

export type ReadOptions = {
  /** False waits, for example until an id is known. */
  enabled?: boolean | undefined
  staleMs?: number | undefined
  refetchMs?: number | undefined
  /** Keeps showing the previous answer while another input loads. */
  keep?: boolean | undefined
}

export type AnyPage = { items: unknown[]; nextCursor: string | null; total?: number | null | undefined }

/** The one query client. `onSignedOut` hears every 401. */
export function createQueries(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 401) onSignedOut()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: (count, error) => error instanceof ApiProblem && error.passing && count < 2,
      },
      mutations: { retry: false },
    },
  })
}

export function keyOf(endpoint: Endpoint, companyId: string | undefined, input: unknown): QueryKey {
  return [fullPath(endpoint), endpoint.area === 'company' ? companyId : null, input]
}

/** Travels with a read that follows from what the person has just done. */
export const ofAct = { act: true }

/**
 * What is on screen is read anew by a clock, by the server's word, by a glance at the window: nobody did anything, and a
 * form may be half filled in. Opening a screen, choosing, typing and loading more are acts, and so is what a change brings.
 */
export function isReadAnew({ client, queryKey }: Pick<QueryFunctionContext, 'client' | 'queryKey'>): boolean {
  const state = client.getQueryState(queryKey)
  return state?.data !== undefined && state.fetchMeta?.fetchMore === undefined && state.fetchMeta !== ofAct
}

/**
 * What is on screen stays when reading it anew fails for a passing reason: a dialog that is open, and what was typed
 * into it, is not thrown away because the network blinked, or because the second factor ran out meanwhile.
 */
export function lasting<Q extends { data: unknown; error: Error | null }>(query: Q): Q {
  const error = () => {
    const { error: failed, data } = query
    const passes = failed instanceof ApiProblem && (failed.passing || waits.has(failed.code))
    return passes && data !== undefined ? null : failed
  }
  // The query watches which of its properties are read, so they are not copied.
  return Object.create(query, { error: { get: error } }) as Q
}

const waits = new Set(['too_many_requests', 'second_factor_needed'])

/** Reads an endpoint and keeps the answer fresh. */
export function useRead<I extends z.ZodObject, A extends z.ZodType>(
  endpoint: Endpoint<I, A>,
  input: z.input<I>,
  options: ReadOptions = {},
) {
  const companyId = useCompanyId()
  const query = useQuery<z.output<A>>({
    queryKey: keyOf(endpoint, companyId, input),
    queryFn: (context) => call(endpoint, input, { companyId, signal: context.signal, background: isReadAnew(context) }),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.refetchMs === undefined ? {} : { refetchInterval: options.refetchMs }),
    ...(options.keep ? { placeholderData: keepPreviousData as never } : {}),
  })
  return lasting(query)
}

/** Reads a keyset collection page by page: `items` is what has been loaded so far. */
export function usePages<I extends z.ZodObject, A extends z.ZodType<AnyPage>>(
  endpoint: Endpoint<I, A>,
  input: Omit<z.input<I>, 'cursor'>,
  options: ReadOptions = {},
) {
  const companyId = useCompanyId()
  const query = useInfiniteQuery({
    queryKey: [...keyOf(endpoint, companyId, input), 'pages'],
    queryFn: (context) => {
      const asked = { ...input, ...(context.pageParam ? { cursor: context.pageParam } : {}) } as z.input<I>
      return call(endpoint, asked, { companyId, signal: context.signal, background: isReadAnew(context) })
    },
    initialPageParam: '',
    getNextPageParam: (last: z.output<A>) => last.nextCursor || undefined,
    placeholderData: keepPreviousData,
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.refetchMs === undefined ? {} : { refetchInterval: options.refetchMs }),
  })
  type Row = z.output<A>['items'][number]
  const pages = query.data?.pages ?? []
  return {
    items: pages.flatMap((page) => page.items) as Row[],
    /** What the first page says besides, of all of them. */
    first: pages[0],
    total: pages[0]?.total,
    loading: query.isPending,
    /** Old rows are on screen while others load. */
    stale: query.isPlaceholderData,
    more: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    problem: lasting(query).error,
    retry: () => void query.refetch(),
  }
}

/**
 * Marks reads as stale; what is on screen loads again. Without a list: everything of this company. `unasked` where it
 * follows from nothing that this person did.
 */
export function useInvalidate({ unasked = false } = {}) {
  const queries = useQueryClient()
  const companyId = useCompanyId()
  return (stale?: readonly Stale[]) => {
    const filters = {
      predicate: ({ queryKey: [path, company] }: Pick<Query, 'queryKey'>) => {
        if (company !== null && company !== companyId) return false
        return stale === undefined || stale.some((one) => covers(one, String(path)))
      },
    }
    return queries.invalidateQueries(filters, unasked ? {} : ({ meta: ofAct } as InvalidateOptions))
  }
}

function covers(stale: Stale, path: string): boolean {
  if (typeof stale !== 'string') return fullPath(stale) === path
  const prefixes = ['/api/v1/companies/:companyId', '/api/v1'].map((area) => area + stale)
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))
}
