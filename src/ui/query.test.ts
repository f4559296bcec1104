import type { InvalidateOptions } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { ApiProblem, networkProblem } from './problem.ts'
import { createQueries, isReadAnew, lasting, ofAct } from './query.ts'

const rows = { items: [] }

test.each([
  ['the network blinks', networkProblem(), rows, null],
  ['the server restarts', new ApiProblem(503, 'unavailable', {}), rows, null],
  ['too much was asked', new ApiProblem(429, 'too_many_requests', {}), rows, null],
  ['the second factor ran out', new ApiProblem(403, 'second_factor_needed', {}), rows, null],
  ['it is gone', new ApiProblem(404, 'not_found', {}), rows, 404],
  ['it is no longer theirs', new ApiProblem(403, 'not_allowed', {}), rows, 403],
  ['the first reading fails', networkProblem(), undefined, 0],
])('when %s, what is on screen stays only if it passes', (_when, error, data, status) => {
  const read = lasting({ data, error, isFetching: true })
  expect([read.data, read.isFetching]).toEqual([data, true])
  expect(read.error === null ? null : (read.error as ApiProblem).status).toBe(status)
})

test('opening, loading more and what a change brings are acts; reading anew what is on screen is none', async () => {
  const client = createQueries(() => {})
  const queryKey = ['rows']
  const said: boolean[] = []
  const asked = {
    queryKey,
    queryFn: async () => {
      said.push(isReadAnew({ client, queryKey }))
      return rows
    },
    initialPageParam: 0,
    getNextPageParam: () => 1,
    staleTime: 0,
  }
  const { InfiniteQueryObserver } = await import('@tanstack/react-query')
  const observer = new InfiniteQueryObserver(client, asked)
  await observer.refetch()
  await observer.refetch()
  await observer.fetchNextPage()
  expect(said).toEqual([false, true, false])
  const stop = observer.subscribe(() => {})
  await client.invalidateQueries({ queryKey }, { meta: ofAct } as InvalidateOptions)
  expect(said.at(-1)).toBe(false)
  await client.invalidateQueries({ queryKey })
  expect(said.at(-1)).toBe(true)
  stop()
})
