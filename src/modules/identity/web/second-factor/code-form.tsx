import { Alert, Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef, useState } from 'react'
import { useAuth } from '../auth.ts'
import { needText } from '../fields.ts'

type Props = {
  /** Performs; what it throws is shown. */
  use: (code: string) => Promise<void>
  verb: string
  /** A code of the app only: while it is being set up. */
  appOnly?: boolean
  /** Beside the button: to leave it. Without it the form is the page, and its button as wide. */
  leave?: { label: string; run: () => void }
}

/** Asks for a code of the authenticator app, or for a recovery code. */
export function CodeForm({ use, verb, appOnly = false, leave }: Props) {
  const [recovery, setRecovery] = useState(false)
  /** Of which kind the code was that was refused: what was said of it is not said of the other. */
  const [refused, setRefused] = useState(recovery)
  const { pending, problem, perform } = useAuth()
  const field = useRef<HTMLInputElement>(null)
  const form = useForm({ initialValues: { code: '' }, validate: { code: needText('Enter the code.') } })
  const check = form.onSubmit(({ code }) =>
    perform(async () => {
      try {
        await use(code)
      } catch (error) {
        form.setFieldValue('code', '')
        setRefused(recovery)
        field.current?.focus()
        throw error
      }
    }),
  )
  const other = !appOnly && (
    <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setRecovery(!recovery)}>
      {recovery ? 'Use the authenticator app' : 'Use a recovery code'}
    </Anchor>
  )
  return (
    <form onSubmit={check} noValidate>
      <Stack gap="md">
        {problem && refused === recovery && (
          <Alert color="red" variant="light" role="alert">
            {problem.message}
          </Alert>
        )}
        <TextInput
          key={String(recovery)}
          ref={field}
          label={recovery ? 'Recovery code' : 'Code of the app'}
          description={
            recovery ? 'One of the ten that you kept. Each works once.' : 'Six digits; new ones every half minute.'
          }
          autoComplete="one-time-code"
          inputMode={recovery ? 'text' : 'numeric'}
          autoCapitalize="characters"
          spellCheck={false}
          className="tnum"
          data-autofocus
          autoFocus
          {...form.getInputProps('code')}
        />
        {leave ? (
          <Group gap="xs" justify="space-between">
            {other}
            <Group gap="xs" ml="auto">
              <Button variant="default" onClick={leave.run}>
                {leave.label}
              </Button>
              <Button type="submit" loading={pending}>
                {verb}
              </Button>
            </Group>
          </Group>
        ) : (
          <>
            <Button type="submit" loading={pending} fullWidth>
              {verb}
            </Button>
            {other}
          </>
        )}
        {recovery && (
          <Text size="xs" c="dimmed">
            No codes either? Whoever runs this installation can switch the second factor off for you.
          </Text>
        )}
      </Stack>
    </form>
  )
}
