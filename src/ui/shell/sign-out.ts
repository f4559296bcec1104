import { networkProblem } from '../problem.ts'
import { toast } from '../toast.tsx'

/** Ends the session. The page loads anew, so nothing of the person stays in memory; drafts of forms go too. */
export async function signOut(): Promise<void> {
  const response = await fetch('/api/auth/sign-out', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => undefined)
  if (!response?.ok) return toast.problem(networkProblem())
  sessionStorage.clear()
  location.assign('/sign-in')
}
