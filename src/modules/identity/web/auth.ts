import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { localPath, meQuery } from '#ui/session.ts'

/** better-auth said no: `code` as it names it (`INVALID_EMAIL_OR_PASSWORD`). */
export class AuthProblem extends Error {
  override name = 'AuthProblem'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'E-mail and password do not match. Check both, or reset the password.',
  INVALID_EMAIL: 'Enter an e-mail address, such as ada@example.com.',
  EMAIL_NOT_VERIFIED: 'Confirm your e-mail address first; a link is in your inbox.',
  USER_ALREADY_EXISTS: 'There may already be an account with this address. Sign in, or reset the password.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL:
    'There may already be an account with this address. Sign in, or reset the password.',
  PASSWORD_TOO_SHORT: 'Use 10 characters or more.',
  INVALID_TOKEN: 'This link has expired or was already used. Ask for a new one.',
  TOKEN_EXPIRED: 'This link has expired or was already used. Ask for a new one.',
  PASSKEY_REFUSED: 'That passkey is not known here, or did not answer rightly. Try again, or use your password.',
  PASSKEY_TOO_LATE: 'That took too long. Try again.',
  SECOND_STEP_FIRST: 'Sign in with your password first; the code is asked for after it.',
  SECOND_STEP_OVER: 'That took too long. Sign in again.',
  NETWORK: 'The server could not be reached. Check the connection and try again.',
}

/** The sentence for a code that came in an address. */
export function sentenceOf(code: string, otherwise = 'That did not work. Try again in a moment.'): string {
  return sentences[code.toUpperCase()] ?? otherwise
}

/** Asks `/api/auth`; throws `AuthProblem` with a sentence for people. */
export async function auth(path: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined)
  if (!response) throw new AuthProblem('NETWORK', sentenceOf('NETWORK'))
  const answer = (await response.json().catch(() => null)) as Record<string, unknown> | null
  if (response.ok) return answer ?? {}
  const code =
    String(answer?.code ?? answer?.type ?? `HTTP_${response.status}`)
      .split(/[/:]/)
      .at(-1) ?? ''
  const said = String(answer?.detail ?? answer?.message ?? '')
  const wait = response.status === 429 ? 'Too many attempts. Wait a little, then try again.' : undefined
  throw new AuthProblem(code, wait ?? sentenceOf(code, said || undefined))
}

/** Performs one request of a form: pending, and the problem to show on top. */
export function useAuth() {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<AuthProblem | undefined>(undefined)
  async function perform(work: () => Promise<void>): Promise<void> {
    setPending(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(error instanceof AuthProblem ? error : new AuthProblem('UNEXPECTED', sentenceOf('')))
    } finally {
      setPending(false)
    }
  }
  return { pending, problem, perform }
}

/** Values of the address: `next`, `token`, `email`, `error`. */
export function useAddress(): Record<string, string | undefined> {
  return useSearch({ strict: false }) as Record<string, string | undefined>
}

/** After signing in: to where the person wanted to go, else to their company. */
export function useEnter(): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const next = localPath(useAddress().next)
  return async () => {
    queries.clear()
    await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    const [to = '/app', search] = (next ?? '/app').split('?', 2)
    await navigate({ to, search: Object.fromEntries(new URLSearchParams(search)) as never, replace: true })
  }
}
