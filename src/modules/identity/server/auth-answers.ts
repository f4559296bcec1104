import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import { internalProblem, problemOf } from '#platform/http/problem.ts'

type AuthError = { code?: string; message?: string }

/** What became of a password: signed in, the code is owed, the address has to be confirmed first, or it was wrong. */
export type PasswordOutcome = 'signed_in' | 'code_owed' | 'unconfirmed' | 'wrong'

export async function outcomeOf(response: Response): Promise<PasswordOutcome> {
  const { code, twoFactorRedirect } = (await response
    .clone()
    .json()
    .catch(() => ({}))) as AuthError & { twoFactorRedirect?: boolean }
  if (response.ok) return twoFactorRedirect ? 'code_owed' : 'signed_in'
  return code === 'EMAIL_NOT_VERIFIED' ? 'unconfirmed' : 'wrong'
}

/** Sends better-auth's answer on: cookies and place as they are, errors as problem details with its code. */
export async function answerWith(response: Response, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  const location = response.headers.get('location')
  if (location !== null) return reply.status(response.status).header('location', location).send()
  const text = await response.text()
  if (response.ok) return reply.status(response.status).type('application/json; charset=utf-8').send(withoutToken(text))
  const problem = asProblem(response.status, read<AuthError>(text), request.id)
  return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** The session's token travels in its cookie only, where no script reads it; the answer says whether there is one. */
function withoutToken(text: string): string {
  const { token, ...said } = read<{ token?: string | null }>(text)
  return JSON.stringify(token === undefined ? said : { ...said, signedIn: token !== null })
}

function read<Answer extends object>(text: string): Partial<Answer> {
  try {
    return (JSON.parse(text) as Answer | null) ?? {}
  } catch {
    return {}
  }
}

function asProblem(status: number, { code, message }: Partial<AuthError>, requestId: string) {
  if (status >= 500) return internalProblem(requestId)
  if (code === 'EMAIL_NOT_VERIFIED') return { ...problemOf(new Refusal('email_not_verified'), requestId), code }
  return {
    type: `/problems/${(code ?? 'refused').toLowerCase()}`,
    title: status === 401 ? 'Not signed in' : 'Refused',
    status,
    detail: message ?? 'That did not work. Try again in a moment.',
    requestId,
    code,
  }
}
