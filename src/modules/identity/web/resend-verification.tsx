import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { auth, useAuth } from './auth.ts'

export const afterVerification = '/verify?done=1'

/** Sends the confirmation link again. The answer is the same whether or not the address is known. */
export function ResendVerification({ email }: { email: string }) {
  const [sent, setSent] = useState(false)
  const { pending, problem, perform } = useAuth()
  const send = () =>
    perform(async () => {
      await auth('/send-verification-email', { email, callbackURL: afterVerification })
      setSent(true)
    })
  if (sent) {
    return (
      <Text mb="md" role="status">
        A new link is on its way to <b>{email}</b>.
      </Text>
    )
  }
  return (
    <>
      <Button variant="default" onClick={() => void send()} loading={pending} mb="md">
        Send the link again
      </Button>
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mb="md">
          {problem.message}
        </Text>
      )}
    </>
  )
}
