import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { GoLink, TextLink } from '#ui/link.tsx'
import { meQuery } from '#ui/session.ts'
import { AuthProblem, auth, sentenceOf, useAddress, useAuth } from './auth.ts'
import { needPassword } from './fields.ts'
import { Frame } from './frame.tsx'
import { visibility } from './new-password.tsx'
import { ResendVerification } from './resend-verification.tsx'

/** Confirming an e-mail address: before (look into the inbox), after, and when the link is too old. */
export function Verify() {
  const { token, error, done, email } = useAddress()
  if (token) return <Confirming token={token} />
  if (error) return <Expired error={error} />
  if (done) return <Confirmed />
  return (
    <Frame
      title="Look into your inbox"
      lead={
        <>
          A link is on its way to <b>{email ?? 'your address'}</b>. Open it to confirm that the address is yours.
        </>
      }
      foot={
        <>
          Wrong address? <TextLink to="/sign-up">Start again</TextLink>
        </>
      }
    >
      {email && <ResendVerification email={email} />}
    </Frame>
  )
}

/** Asked by this page, not by the link: whatever looks at links (mail scanners, other sites) confirms nothing. */
function Confirming({ token }: { token: string }) {
  const navigate = useNavigate()
  const [elsewhere, setElsewhere] = useState(false)
  useEffect(() => {
    const come = (search: object) => navigate({ to: '/verify', search: search as never, replace: true })
    void auth('/verify-email', { token }).then(
      () => come({ done: '1' }),
      (problem: unknown) => {
        const code = problem instanceof AuthProblem ? problem.code : 'UNEXPECTED'
        if (code === 'confirm_with_password') setElsewhere(true)
        else void come({ error: code })
      },
    )
  }, [token, navigate])
  if (elsewhere) return <WithPassword token={token} />
  return <Frame title="Confirming your address" lead="One moment." />
}

/** The link was opened in another browser than the one in which the password was chosen. */
function WithPassword({ token }: { token: string }) {
  const navigate = useNavigate()
  const { pending, problem, perform } = useAuth()
  const form = useForm({ initialValues: { password: '' }, validate: { password: needPassword } })
  const confirm = form.onSubmit(({ password }) =>
    perform(async () => {
      await auth('/verify-email', { token, password })
      await navigate({ to: '/verify', search: { done: '1' } as never, replace: true })
    }),
  )
  return (
    <Frame
      title="Confirm that it is you"
      lead="You opened the link in another browser. Enter the password that you chose when you signed up."
      problem={problem}
      foot={
        <>
          Not yours, or forgotten? <TextLink to="/forgot">Choose a new one</TextLink>
        </>
      }
    >
      <form onSubmit={confirm} noValidate>
        <Stack gap="md">
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            autoFocus
            {...visibility}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={pending} fullWidth>
            Confirm address
          </Button>
        </Stack>
      </form>
    </Frame>
  )
}

function Confirmed() {
  const queries = useQueryClient()
  useEffect(() => void queries.invalidateQueries({ queryKey: meQuery.queryKey }), [queries])
  return (
    <Frame title="Address confirmed" lead="Thank you. That is all there was to do.">
      <Button component={GoLink} to="/app">
        Go on
      </Button>
    </Frame>
  )
}

function Expired({ error }: { error: string }) {
  const [email, setEmail] = useState('')
  const problem = new AuthProblem(
    error,
    sentenceOf(error, 'This link has expired or was already used. Ask for a new one.'),
  )
  return (
    <Frame title="The link did not work" lead="Links work once, and for a limited time." problem={problem}>
      <Stack gap="md">
        <TextInput
          label="Your e-mail"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <ResendVerification email={email} />
      </Stack>
    </Frame>
  )
}
