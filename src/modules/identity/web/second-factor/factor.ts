import { useQuery, useQueryClient } from '@tanstack/react-query'
import { problemOf } from '#ui/problem.ts'
import { useInvalidate } from '#ui/query.ts'
import { auth } from '../auth.ts'

/** What the person's second factor is like. */
export type Factor = { on: boolean; since: string | null; confirmedAt: string | null; recoveryCodes: number }

/** What the app needs to know: as a picture to scan, as text to type, as an address to tap. */
export type NewSecret = { secret: string; address: string; picture: { size: number; path: string } }

const key = ['/api/auth/second-factor']

export function useFactor() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<Factor> => {
      const response = await fetch('/api/auth/second-factor', { credentials: 'same-origin', signal })
      if (!response.ok) throw await problemOf(response)
      return (await response.json()) as Factor
    },
    staleTime: 0,
  })
}

export function useFactorChanged(): () => Promise<void> {
  const queries = useQueryClient()
  const invalidate = useInvalidate()
  return async () => {
    await Promise.all([queries.invalidateQueries({ queryKey: key }), invalidate(['/account'])])
  }
}

/** Without a password it works only a moment after a factor was confirmed; with a factor, only then. */
const proof = (password: string | undefined) => (password === undefined ? {} : { password })

export const confirmCode = (code: string) => auth('/second-factor/confirm', { code })
export const signInWithCode = (code: string) => auth('/second-factor/sign-in', { code })

/** Whether the password was given in this browser and the code is still owed. */
export async function owesCode({ signal }: { signal: AbortSignal }): Promise<boolean> {
  const response = await fetch('/api/auth/second-factor/sign-in', { credentials: 'same-origin', signal })
  if (!response.ok && response.status !== 401) throw await problemOf(response)
  return response.ok
}

export const switchOff = () => auth('/second-factor/disable', {})

export async function beginFactor(password?: string): Promise<NewSecret> {
  return (await auth('/second-factor/begin', proof(password))) as NewSecret
}

export async function enableFactor(code: string): Promise<string[]> {
  return (await auth('/second-factor/enable', { code })).recoveryCodes as string[]
}

export async function newRecoveryCodes(): Promise<string[]> {
  return (await auth('/second-factor/recovery-codes', {})).recoveryCodes as string[]
}
