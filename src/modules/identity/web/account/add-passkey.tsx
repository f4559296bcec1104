import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useContractForm } from '#ui/form/contract-form.ts'
import { useInvalidate } from '#ui/query.ts'
import { toast } from '#ui/toast.tsx'
import * as contract from '../../contract.ts'
import { deviceOf } from '../../domain/device.ts'
import { AccountDialog } from './account-dialog.tsx'
import { ProofField } from './proof-field.tsx'

/** First who asks is made sure of, then the browser makes the passkey, then it is kept under its name. */
export function AddPasskey({ close }: { close: () => void }) {
  const invalidate = useInvalidate()
  const [name, setName] = useState(() => deviceOf(navigator.userAgent))
  const [problem, setProblem] = useState('')
  const [making, setMaking] = useState(false)
  const form = useContractForm(contract.askNewPasskey, {
    initial: { password: '' },
    invalidates: ['/account'],
    onDone: ({ options }) => void make(options),
  })

  async function make(options: Record<string, unknown>) {
    setMaking(true)
    setProblem('')
    try {
      const { makePasskey } = await import('../passkey-client.ts')
      await makePasskey(name.trim() || 'Passkey', options)
      await invalidate(['/account'])
      toast.done('Passkey added')
      close()
    } catch (error) {
      setProblem((error as Error).message)
      setMaking(false)
    }
  }

  return (
    <AccountDialog
      title="Add a passkey"
      verb="Add passkey"
      form={{ ...form, pending: form.pending || making }}
      labels={{ password: 'Your password' }}
      close={close}
    >
      <Text size="sm">Your device asks for your fingerprint, face or PIN. It keeps the key; we never see it.</Text>
      <TextInput
        label="Name"
        description="So that you know later which one this is."
        maxLength={60}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ProofField ofFactor {...form.field('password')} />
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      )}
    </AccountDialog>
  )
}
