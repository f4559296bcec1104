export type FieldProblem = { path: string; message: string }

type ProblemDetails = {
  type?: string
  title?: string
  detail?: string
  requestId?: string
  errors?: FieldProblem[]
  current?: unknown
}

/** The server said no, or could not be reached. Status 0 means the request did not arrive. */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: readonly FieldProblem[]
  readonly requestId: string | undefined
  /** What is true now, for a 412. */
  readonly current: unknown

  constructor(status: number, code: string, details: ProblemDetails) {
    super(details.detail ?? details.title ?? unexpected)
    this.status = status
    this.code = code
    this.detail = this.message
    this.errors = details.errors ?? []
    this.requestId = details.requestId
    this.current = details.current
  }

  get unreachable(): boolean {
    return this.status === 0
  }

  /** Worth asking again without a change: the network or the server, not the request. */
  get passing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

const unexpected = 'Something went wrong on our side. Nothing you typed is lost; try again in a moment.'
const offline = 'The server could not be reached. Nothing you typed is lost; check the connection and try again.'

export function networkProblem(): ApiProblem {
  return new ApiProblem(0, 'network', { detail: offline })
}

/** Reads problem details (RFC 9457); the last part of `type` is the code of the refusal. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const requestId = response.headers.get('x-request-id') ?? undefined
  const details = (await response.json().catch(() => ({}))) as ProblemDetails
  const code = details.type?.split(/[/:#]/).at(-1) || `http_${response.status}`
  return new ApiProblem(response.status, code, { ...(requestId === undefined ? {} : { requestId }), ...details })
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem(500, 'unexpected', {})
}
