import { Anchor, Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { TextLink } from '#ui/link.tsx'
import { auth, useAuth, useEnter } from './auth.ts'
import { needText } from './fields.ts'
import { Frame } from './frame.tsx'

/** The second factor after the password: a code from the authenticator, or a recovery code. */
export function TwoFactor() {
  const [recovery, setRecovery] = useState(false)
  const enter = useEnter()
  const { pending, problem, perform } = useAuth()
  const form = useForm({
    initialValues: { code: '', trustDevice: false },
    validate: { code: needText('Enter the code.') },
  })
  const check = form.onSubmit(({ code, trustDevice }) =>
    perform(async () => {
      const path = recovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp'
      await auth(path, { code: code.replaceAll(/\s/g, ''), trustDevice })
      await enter()
    }),
  )
  return (
    <Frame
      title="Second step"
      lead={
        recovery
          ? 'Enter one of your recovery codes. Each works once.'
          : 'Enter the six digits from your authenticator app.'
      }
      problem={problem}
      foot={<TextLink to="/sign-in">Sign in as someone else</TextLink>}
    >
      <form onSubmit={check} noValidate>
        <Stack gap="md">
          <TextInput
            key={String(recovery)}
            label={recovery ? 'Recovery code' : 'Code'}
            autoComplete="one-time-code"
            inputMode={recovery ? 'text' : 'numeric'}
            autoFocus
            {...form.getInputProps('code')}
          />
          <Checkbox
            label="Do not ask again on this device"
            size="xs"
            {...form.getInputProps('trustDevice', { type: 'checkbox' })}
          />
          <Button type="submit" loading={pending} fullWidth>
            Go on
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={() => setRecovery(!recovery)}>
            {recovery ? 'Use the authenticator app' : 'Use a recovery code'}
          </Anchor>
        </Stack>
      </form>
    </Frame>
  )
}
