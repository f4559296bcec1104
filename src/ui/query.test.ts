import { expect, test } from 'vitest'
import { ApiProblem, networkProblem } from './problem.ts'
import { lasting } from './query.ts'

const rows = { items: [] }

test.each([
  ['the network blinks', networkProblem(), rows, null],
  ['the server restarts', new ApiProblem(503, 'unavailable', {}), rows, null],
  ['too much was asked', new ApiProblem(429, 'too_many_requests', {}), rows, null],
  ['it is gone', new ApiProblem(404, 'not_found', {}), rows, 404],
  ['it is no longer theirs', new ApiProblem(403, 'not_allowed', {}), rows, 403],
  ['the first reading fails', networkProblem(), undefined, 0],
])('when %s, what is on screen stays only if it passes', (_when, error, data, status) => {
  const read = lasting({ data, error, isFetching: true })
  expect([read.data, read.isFetching]).toEqual([data, true])
  expect(read.error === null ? null : (read.error as ApiProblem).status).toBe(status)
})
