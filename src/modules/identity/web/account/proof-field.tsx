import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useInvalidate, useRead } from '#ui/query.ts'
import * as contract from '../../contract.ts'
import { useAuth } from '../auth.ts'
import { visibility } from '../new-password.tsx'
import { confirmCode, useFactor } from '../second-factor/factor.ts'
import { PasskeyStep } from '../second-factor/passkey-step.tsx'

type Props = Record<string, unknown> & {
  /** What changes a second factor wants that factor: the password is not offered to whoever has one. */
  ofFactor?: boolean
}

/**
 * In a form of something grave: the password, or a passkey instead. Nothing is asked of whoever has confirmed a factor
 * a moment ago.
 */
export function ProofField({ ofFactor = false, ...field }: Props) {
  const account = useRead(contract.readAccount, {}).data
  const passkeys = useRead(contract.listPasskeys, {}).data?.items ?? []
  const invalidate = useInvalidate()
  const confirmed = () => void invalidate(['/account'])
  if (account?.proven) {
    return (
      <Text size="sm" className="quiet" role="status">
        You have just confirmed who you are.
      </Text>
    )
  }
  const strict = ofFactor && account?.hasFactor === true
  return (
    <Stack gap="xs">
      {strict && <Text size="sm">Confirm your second factor first.</Text>}
      {strict ? (
        <CodeField confirmed={confirmed} />
      ) : (
        <PasswordInput label="Your password" autoComplete="current-password" {...visibility} {...field} />
      )}
      {passkeys.length > 0 && (
        <PasskeyStep confirmed={confirmed} label={strict ? 'Use a passkey' : 'Use a passkey instead'} />
      )}
    </Stack>
  )
}

/** A code inside another form: confirmed by itself, before that form is sent. */
function CodeField({ confirmed }: { confirmed: () => void }) {
  const factor = useFactor().data
  const [code, setCode] = useState('')
  const { pending, problem, perform } = useAuth()
  if (!factor?.on) return null
  const confirm = () =>
    perform(async () => {
      await confirmCode(code)
      confirmed()
    })
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        label="Code of the app"
        autoComplete="one-time-code"
        inputMode="numeric"
        className="tnum"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          void confirm()
        }}
        error={problem?.message}
      />
      <Button variant="default" loading={pending} onClick={() => void confirm()}>
        Confirm code
      </Button>
    </Group>
  )
}
