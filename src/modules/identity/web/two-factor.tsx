import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { TextLink } from '#ui/link.tsx'
import { AuthProblem, useAddress, useEnter } from './auth.ts'
import { Frame } from './frame.tsx'
import { CodeForm } from './second-factor/code-form.tsx'
import { owesCode, signInWithCode } from './second-factor/factor.ts'

/** The second half of signing in: a code of the authenticator app, or a recovery code. */
export function TwoFactor() {
  const enter = useEnter()
  const navigate = useNavigate()
  const address = useAddress()
  const step = useQuery({ queryKey: ['second-step'], queryFn: owesCode, staleTime: 0, gcTime: 0 })
  const back = (error: string) => ({ to: '/sign-in', search: { ...address, error } as never, replace: true })
  const use = async (code: string) => {
    try {
      await signInWithCode(code)
    } catch (error) {
      const over = error instanceof AuthProblem && error.code === 'second_step_over'
      if (!over) throw error
      return navigate(back(error.code))
    }
    await enter()
  }
  if (step.isPending) return null
  // Whoever comes here without the first half is told where that is given.
  if (step.data === false) return <Navigate {...back('second_step_first')} />
  return (
    <Frame
      title="Second step"
      lead="The password was right. One more thing shows that it is you."
      foot={<TextLink to="/sign-in">Sign in as someone else</TextLink>}
    >
      <CodeForm use={use} verb="Sign in" />
    </Frame>
  )
}
