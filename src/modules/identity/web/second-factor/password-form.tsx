import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef } from 'react'
import { useAuth } from '../auth.ts'
import { needText } from '../fields.ts'
import { visibility } from '../new-password.tsx'

type Props = {
  verb: string
  use: (password: string) => Promise<void>
  leave: () => void
}

/** Asks for the password before something that a thief of the session must not do. */
export function PasswordForm({ verb, use, leave }: Props) {
  const { pending, problem, perform } = useAuth()
  const form = useForm({ initialValues: { password: '' }, validate: { password: needText('Enter your password.') } })
  const field = useRef<HTMLInputElement>(null)
  const check = form.onSubmit(({ password }) =>
    perform(async () => {
      try {
        await use(password)
      } catch (error) {
        field.current?.select()
        throw error
      }
    }),
  )
  return (
    <form onSubmit={check} noValidate>
      <Stack gap="md">
        {problem && (
          <Alert color="red" variant="light" role="alert">
            {problem.message}
          </Alert>
        )}
        <PasswordInput
          ref={field}
          label="Your password"
          autoComplete="current-password"
          data-autofocus
          autoFocus
          {...visibility}
          {...form.getInputProps('password')}
        />
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={leave}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
