import { Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFocusBack } from '#ui/focus-back.ts'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { settleFactor } from '#ui/step-up.ts'
import * as contract from '../../contract.ts'
import { ConfirmFactor } from './confirm-factor.tsx'
import { Enrol } from './enrol.tsx'

const leave = () => settleFactor(false)

/** The company asks for a second factor: confirm it, or set one up; then what was asked goes on by itself. */
export default function StepUp() {
  useFocusBack()
  const queries = useQueryClient()
  const { data: account, error, refetch } = useRead(contract.readAccount, {})
  // As it was when the dialog opened: setting one up must not turn it into the other question half way.
  const [had, setHad] = useState<boolean>()
  if (account && had === undefined) setHad(account.hasFactor)
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
      title={had === false ? 'Set up a second factor' : 'Confirm that it is you'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error && <Problem problem={asProblem(error)} retry={() => void refetch()} />}
      {had === true && (
        <ConfirmFactor
          says="This company asks for your second factor. Nothing that you typed is lost."
          verb="Confirm"
          confirmed={confirmed}
          leave={leave}
        />
      )}
      {had === false && (
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
