import { Button, Checkbox, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { TextLink } from '#ui/link.tsx'
import { AuthProblem, auth, sentenceOf, useAddress, useAuth, useEnter } from './auth.ts'
import { needEmail, needText } from './fields.ts'
import { Frame } from './frame.tsx'
import { visibility } from './new-password.tsx'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { ResendVerification } from './resend-verification.tsx'

export function SignIn() {
  const address = useAddress()
  const enter = useEnter()
  const navigate = useNavigate()
  const { pending, problem, perform } = useAuth()
  const form = useForm({
    initialValues: { email: address.email ?? '', password: '', rememberMe: true },
    validate: { email: needEmail, password: needText('Enter your password.') },
  })
  const signIn = form.onSubmit((values) =>
    perform(async () => {
      const answer = await auth('/sign-in/email', values)
      if (answer.twoFactorRedirect) await navigate({ to: '/two-factor', search: address as never })
      else await enter()
    }),
  )
  return (
    <Frame
      title="Sign in"
      lead={address.next ? 'Sign in to go on where you were.' : 'Welcome back.'}
      problem={problem ?? (address.error ? new AuthProblem(address.error, sentenceOf(address.error)) : undefined)}
      foot={
        <>
          New here?{' '}
          <TextLink to={address.next ? `/sign-up?next=${encodeURIComponent(address.next)}` : '/sign-up'}>
            Create an account
          </TextLink>
        </>
      }
    >
      {problem?.code === 'EMAIL_NOT_VERIFIED' && <ResendVerification email={form.values.email} />}
      <form onSubmit={signIn} noValidate>
        <Stack gap="md">
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username webauthn"
            inputMode="email"
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            {...visibility}
            {...form.getInputProps('password')}
          />
          <Group justify="space-between">
            <Checkbox label="Keep me signed in" size="xs" {...form.getInputProps('rememberMe', { type: 'checkbox' })} />
            <TextLink to={`/forgot?email=${encodeURIComponent(form.values.email)}`} fz="sm">
              Forgot password?
            </TextLink>
          </Group>
          <Button type="submit" loading={pending} fullWidth>
            Sign in
          </Button>
          <PasskeySignIn enter={enter} rememberMe={form.values.rememberMe} />
        </Stack>
      </form>
    </Frame>
  )
}
