import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useAuth } from '../auth.ts'
import { needText } from '../fields.ts'
import { visibility } from '../new-password.tsx'

type Props = { verb: string; danger?: boolean; use: (password: string) => Promise<void>; leave: () => void }

/** Asks for the password before something that a thief of the session must not do. */
export function PasswordForm({ verb, danger = false, use, leave }: Props) {
  const { pending, problem, perform } = useAuth()
  const form = useForm({ initialValues: { password: '' }, validate: { password: needText('Enter your password.') } })
  return (
    <form onSubmit={form.onSubmit(({ password }) => perform(() => use(password)))} noValidate>
      <Stack gap="md">
        {problem && (
          <Alert color="red" variant="light" role="alert">
            {problem.message}
          </Alert>
        )}
        <PasswordInput
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
          <Button type="submit" loading={pending} {...(danger ? { color: 'red' } : {})}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
