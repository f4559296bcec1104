import { Button, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { GoLink, TextLink } from '#ui/link.tsx'
import { AuthProblem, auth, sentenceOf, useAddress, useAuth } from './auth.ts'
import { needPassword } from './fields.ts'
import { Frame } from './frame.tsx'
import { NewPassword } from './new-password.tsx'

export function Reset() {
  const { token, error } = useAddress()
  const [done, setDone] = useState(false)
  const { pending, problem, perform } = useAuth()
  const form = useForm({ initialValues: { newPassword: '' }, validate: { newPassword: needPassword } })
  const save = form.onSubmit(({ newPassword }) =>
    perform(async () => {
      await auth('/reset-password', { newPassword, token })
      setDone(true)
    }),
  )
  if (done) {
    return (
      <Frame
        title="Password changed"
        lead="You were signed out everywhere else, and passkeys wait until you confirm them. Sign in with the new password."
      >
        <Button component={GoLink} to="/sign-in">
          Sign in
        </Button>
      </Frame>
    )
  }
  if (!token) {
    const expired = new AuthProblem('INVALID_TOKEN', sentenceOf(error ?? 'INVALID_TOKEN', sentenceOf('INVALID_TOKEN')))
    return (
      <Frame title="The link did not work" problem={expired} lead="Links work once, and for a limited time.">
        <Button component={GoLink} to="/forgot">
          Ask for a new link
        </Button>
      </Frame>
    )
  }
  return (
    <Frame
      title="Choose a new password"
      lead="It signs you out everywhere else."
      problem={problem}
      foot={<TextLink to="/sign-in">Back to sign in</TextLink>}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <NewPassword
            label="New password"
            autoFocus
            {...form.getInputProps('newPassword')}
            value={form.values.newPassword}
          />
          <Button type="submit" loading={pending} fullWidth>
            Change password
          </Button>
        </Stack>
      </form>
    </Frame>
  )
}
