import type { FastifyError } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import { isBusy } from '../database/constraints.ts'

/** RFC 9457 problem details. `type` ends with the refusal's code. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  requestId: string
  errors?: readonly { path: string; message: string }[]
  current?: unknown
}

const titles: { [status: number]: string } = {
  400: 'The request cannot be read',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  408: 'Too slow',
  409: 'Not possible now',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Please check what was entered',
  429: 'Too many attempts',
  431: 'Too large',
  503: 'Too busy',
}

export function problemOf(refusal: Refusal, requestId: string): Problem {
  return {
    type: `/problems/${refusal.code}`,
    title: titles[refusal.status] ?? 'Refused',
    status: refusal.status,
    detail: refusal.message,
    requestId,
    ...(refusal.errors.length > 0 ? { errors: refusal.errors } : {}),
    ...(refusal.current !== undefined ? { current: refusal.current } : {}),
  }
}

/** Our own bug, told without its inside. */
export function internalProblem(requestId: string): Problem {
  return {
    type: '/problems/internal_error',
    title: 'This is our mistake',
    status: 500,
    detail:
      'The server made a mistake and nothing was changed. Try again; if it happens again, send us the request id.',
    requestId,
  }
}

/** What the HTTP layer itself refused, or the database had no time for, in the words of the house. */
export function refusalOfHttp(error: FastifyError): Refusal | undefined {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('payload_too_large')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('unsupported_media_type')
  if (error.code === 'FST_ERR_BAD_URL' || error.code === 'FST_ERR_MAX_PARAM_LENGTH')
    return new Refusal('malformed_address')
  if (error.code?.startsWith('FST_ERR_CTP') || error.statusCode === 400) return new Refusal('malformed_request')
  return isBusy(error) ? new Refusal('timed_out') : undefined
}
