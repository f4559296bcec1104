import { Button, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFocusBack } from '#ui/focus-back.ts'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { settleFactor } from '#ui/step-up.ts'
import * as contract from '../../contract.ts'
import { CodeForm } from './code-form.tsx'
import { Enrol } from './enrol.tsx'
import { confirmCode, useFactor } from './factor.ts'

const leave = () => settleFactor(false)

/** The company asks for a second factor: confirm it, or set one up; then what was asked goes on by itself. */
export default function StepUp() {
  useFocusBack()
  const queries = useQueryClient()
  const { data: factor, error, refetch } = useFactor()
  function confirmed() {
    settleFactor(true)
    // What was refused behind the form meanwhile is read now.
    void queries.invalidateQueries({ predicate: ({ state }) => state.error !== null })
  }
  return (
    <Modal
      opened
      onClose={leave}
      closeOnClickOutside={false}
      title={factor && !factor.on ? 'Set up a second factor' : 'Confirm that it is you'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error && <Problem problem={asProblem(error)} retry={() => void refetch()} />}
      <PasskeyStep confirmed={confirmed} />
      {factor?.on && (
        <Stack gap="md">
          <Text size="sm">This company asks for your second factor. Nothing that you typed is lost.</Text>
          <CodeForm
            verb="Confirm"
            use={async (code) => {
              await confirmCode(code)
              confirmed()
            }}
            leave={{ label: 'Cancel', run: leave }}
          />
        </Stack>
      )}
      {factor && !factor.on && (
        <Stack gap="md">
          <Text size="sm">
            This company asks for a second factor: a code of an app on your phone, besides the password. It takes a
            minute, and nothing that you typed is lost.
          </Text>
          <Enrol done={confirmed} leave={leave} />
        </Stack>
      )}
    </Modal>
  )
}

/** Whoever has a passkey confirms with it as well. */
function PasskeyStep({ confirmed }: { confirmed: () => void }) {
  const passkeys = useRead(contract.listPasskeys, {}).data?.items ?? []
  const [problem, setProblem] = useState('')
  if (passkeys.length === 0) return null
  async function confirm() {
    const { confirmWithPasskey } = await import('../passkey-client.ts')
    setProblem('')
    await confirmWithPasskey().then(confirmed, (error: Error) => setProblem(error.message))
  }
  return (
    <Stack gap="xs" mb="md">
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      )}
      <Button variant="default" onClick={() => void confirm()}>
        Use a passkey
      </Button>
    </Stack>
  )
}
