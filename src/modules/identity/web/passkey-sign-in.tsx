import { Button, Text } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

/** Signing in with a passkey: offered among the suggestions of the e-mail field, and by a button. */
export function PasskeySignIn({ enter, rememberMe }: { enter: () => Promise<void>; rememberMe: boolean }) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState('')
  const latest = useRef({ enter, rememberMe })
  latest.current = { enter, rememberMe }
  useEffect(() => {
    const remembered = () => latest.current.rememberMe
    void offer(remembered, () => latest.current.enter()).catch(() => {})
  }, [])
  if (typeof PublicKeyCredential === 'undefined') return null

  async function ask() {
    setPending(true)
    setProblem('')
    try {
      const { signInWithPasskey } = await import('./passkey-client.ts')
      await signInWithPasskey({ offered: false, rememberMe: () => rememberMe })
      await enter()
    } catch (error) {
      setProblem((error as Error).message)
    } finally {
      setPending(false)
    }
  }

  return (
    <>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFingerprint size={18} stroke={1.6} />}
        loading={pending}
        onClick={() => void ask()}
      >
        Sign in with a passkey
      </Button>
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      )}
    </>
  )
}

/** Waits in the browser's own suggestions, where it has them; asks nobody anything. */
async function offer(rememberMe: () => boolean, enter: () => Promise<void>): Promise<void> {
  const able = await globalThis.PublicKeyCredential?.isConditionalMediationAvailable?.()
  if (!able) return
  const { signInWithPasskey } = await import('./passkey-client.ts')
  if (await signInWithPasskey({ offered: true, rememberMe })) await enter()
}
