import { Button, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { GoLink, TextLink } from '#ui/link.tsx'
import { meQuery } from '#ui/session.ts'
import { AuthProblem, auth, sentenceOf, useAddress } from './auth.ts'
import { Frame } from './frame.tsx'
import { ResendVerification } from './resend-verification.tsx'

/** Confirming an e-mail address: before (look into the inbox), after, and when the link is too old. */
export function Verify() {
  const { token, error, done, email } = useAddress()
  const navigate = useNavigate()
  useEffect(() => {
    if (!token) return
    // Asked by this page, not by the link: whatever looks at links (mail scanners, other sites) confirms nothing.
    const come = (search: object) => navigate({ to: '/verify', search: search as never, replace: true })
    void auth('/verify-email', { token }).then(
      () => come({ done: '1' }),
      (problem: unknown) => come({ error: problem instanceof AuthProblem ? problem.code : 'UNEXPECTED' }),
    )
  }, [token, navigate])
  if (token) return <Frame title="Confirming your address" lead="One moment." />
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
