import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { TextLink } from '#ui/link.tsx'
import { auth, useAddress, useAuth } from './auth.ts'
import { needEmail } from './fields.ts'
import { Frame } from './frame.tsx'

export function Forgot() {
  const [sentTo, setSentTo] = useState<string | undefined>(undefined)
  const { pending, problem, perform } = useAuth()
  const form = useForm({ initialValues: { email: useAddress().email ?? '' }, validate: { email: needEmail } })
  const ask = form.onSubmit(({ email }) =>
    perform(async () => {
      await auth('/request-password-reset', { email, redirectTo: '/reset' })
      setSentTo(email)
    }),
  )
  const back = <TextLink to="/sign-in">Back to sign in</TextLink>
  if (sentTo) {
    return (
      <Frame
        title="Look into your inbox"
        lead={
          <>
            If there is an account for <b>{sentTo}</b>, a link to choose a new password is on its way.
          </>
        }
        foot={back}
      >
        <Button variant="default" onClick={() => setSentTo(undefined)}>
          Use another address
        </Button>
      </Frame>
    )
  }
  return (
    <Frame title="Reset your password" lead="We send you a link to choose a new one." problem={problem} foot={back}>
      <form onSubmit={ask} noValidate>
        <Stack gap="md">
          <TextInput
            label="E-mail"
            type="email"
            inputMode="email"
            autoComplete="username"
            autoFocus
            {...form.getInputProps('email')}
          />
          <Button type="submit" loading={pending} fullWidth>
            Send the link
          </Button>
        </Stack>
      </form>
    </Frame>
  )
}
