import { Button, Group, Stack, Text } from '@mantine/core'
import { useRead } from '#ui/query.ts'
import * as contract from '../../contract.ts'
import { CodeForm } from './code-form.tsx'
import { confirmCode, useFactor } from './factor.ts'
import { PasskeyStep } from './passkey-step.tsx'

type Props = { says: string; verb: string; confirmed: () => void | Promise<void>; leave: () => void }

/** Whoever has a second factor shows it: a passkey, or a code of the app. The password does not do. */
export function ConfirmFactor({ says, verb, confirmed, leave }: Props) {
  const factor = useFactor().data
  const passkeys = useRead(contract.listPasskeys, {}).data?.items ?? []
  return (
    <Stack gap="md">
      <Text size="sm">{says}</Text>
      {passkeys.length > 0 && <PasskeyStep confirmed={confirmed} />}
      {factor?.on ? (
        <CodeForm
          verb={verb}
          use={async (code) => {
            await confirmCode(code)
            await confirmed()
          }}
          leave={{ label: 'Cancel', run: leave }}
        />
      ) : (
        <>
          <Text size="xs" c="dimmed">
            No passkey at hand any more? Whoever runs this installation can remove it for you.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              Cancel
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}
