import { Anchor, PasswordInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useInvalidate, useRead } from '#ui/query.ts'
import * as contract from '../../contract.ts'
import { visibility } from '../new-password.tsx'

/**
 * In a form of something grave: the password, or a passkey instead. Nothing is asked of whoever has confirmed a factor
 * a moment ago.
 */
export function ProofField(field: Record<string, unknown>) {
  const account = useRead(contract.readAccount, {}).data
  const passkeys = useRead(contract.listPasskeys, {}).data?.items ?? []
  if (account?.proven) {
    return (
      <Text size="sm" className="quiet" role="status">
        You have just confirmed who you are.
      </Text>
    )
  }
  return (
    <div>
      <PasswordInput label="Your password" autoComplete="current-password" {...visibility} {...field} />
      {passkeys.length > 0 && <PasskeyInstead />}
    </div>
  )
}

function PasskeyInstead() {
  const invalidate = useInvalidate()
  const [problem, setProblem] = useState('')
  async function confirm() {
    const { confirmWithPasskey } = await import('../passkey-client.ts')
    setProblem('')
    await confirmWithPasskey().then(
      () => invalidate(['/account']),
      (error: Error) => setProblem(error.message),
    )
  }
  return (
    <>
      <Anchor component="button" type="button" size="sm" mt={6} onClick={() => void confirm()}>
        Use a passkey instead
      </Anchor>
      {problem && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      )}
    </>
  )
}
