import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { TextLink } from '#ui/link.tsx'
import { auth, useAddress, useAuth, useEnter } from './auth.ts'
import { needEmail, needPassword, needText } from './fields.ts'
import { Frame } from './frame.tsx'
import { NewPassword } from './new-password.tsx'
import { afterVerification } from './resend-verification.tsx'

export function SignUp() {
  const address = useAddress()
  const enter = useEnter()
  const navigate = useNavigate()
  const { pending, problem, perform } = useAuth()
  const form = useForm({
    initialValues: { name: '', email: address.email ?? '', password: '' },
    validate: { name: needText('Enter your name.'), email: needEmail, password: needPassword },
  })
  const signUp = form.onSubmit((values) =>
    perform(async () => {
      const answer = await auth('/sign-up/email', { ...values, callbackURL: afterVerification })
      // Without a session the address has to be confirmed first.
      if (answer.signedIn) await enter()
      else await navigate({ to: '/verify', search: { email: values.email } as never })
    }),
  )
  return (
    <Frame
      title="Create your account"
      lead="Two weeks with everything, no card needed."
      problem={problem}
      foot={
        <>
          Have an account?{' '}
          <TextLink to={address.next ? `/sign-in?next=${encodeURIComponent(address.next)}` : '/sign-in'}>
            Sign in
          </TextLink>
        </>
      }
    >
      <form onSubmit={signUp} noValidate>
        <Stack gap="md">
          <TextInput label="Your name" autoComplete="name" autoFocus {...form.getInputProps('name')} />
          <TextInput
            label="E-mail"
            type="email"
            inputMode="email"
            autoComplete="email"
            {...form.getInputProps('email')}
          />
          <NewPassword
            known={[form.values.name, form.values.email]}
            {...form.getInputProps('password')}
            value={form.values.password}
          />
          <Button type="submit" loading={pending} fullWidth>
            Create account
          </Button>
          <Text size="xs" c="dimmed">
            By creating an account you accept the <a href="/legal/terms">terms</a> and the{' '}
            <a href="/legal/privacy">privacy policy</a>.
          </Text>
        </Stack>
      </form>
    </Frame>
  )
}
