import { useNavigate } from '@tanstack/react-router'
import { TextLink } from '#ui/link.tsx'
import { AuthProblem, useAddress, useEnter } from './auth.ts'
import { Frame } from './frame.tsx'
import { CodeForm } from './second-factor/code-form.tsx'
import { signInWithCode } from './second-factor/factor.ts'

/** The second half of signing in: a code of the authenticator app, or a recovery code. */
export function TwoFactor() {
  const enter = useEnter()
  const navigate = useNavigate()
  const address = useAddress()
  const use = async (code: string) => {
    try {
      await signInWithCode(code)
    } catch (error) {
      const over = error instanceof AuthProblem && error.code === 'second_step_over'
      if (!over) throw error
      return navigate({ to: '/sign-in', search: { ...address, error: error.code } as never })
    }
    await enter()
  }
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
