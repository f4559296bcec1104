import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'

type Props = { confirmed: () => void | Promise<void>; label?: string }

/** Confirms with a passkey of this device. */
export function PasskeyStep({ confirmed, label = 'Use a passkey' }: Props) {
  const [problem, setProblem] = useState('')
  async function confirm() {
    const { confirmWithPasskey } = await import('../passkey-client.ts')
    setProblem('')
    try {
      await confirmWithPasskey()
      await confirmed()
    } catch (error) {
      setProblem((error as Error).message)
    }
  }
  return (
    <Stack gap="xs" align="flex-start">
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      )}
      <Button variant="default" onClick={() => void confirm()}>
        {label}
      </Button>
    </Stack>
  )
}
