import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Problem } from '#ui/page/problem.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { asProblem } from '#ui/problem.ts'
import { toast } from '#ui/toast.tsx'
import { AuthProblem } from '../auth.ts'
import { ConfirmFactor } from '../second-factor/confirm-factor.tsx'
import { Enrol } from '../second-factor/enrol.tsx'
import { type Factor, newRecoveryCodes, switchOff, useFactor, useFactorChanged } from '../second-factor/factor.ts'
import { RecoveryCodes } from '../second-factor/recovery-codes.tsx'
import { Part } from './part.tsx'

/** The second factor on the account's page: set it up, make new recovery codes, switch it off. */
export function SecondFactor() {
  return (
    <Part title="Second factor" lead="A code of an app on your phone, besides the password.">
      <State />
    </Part>
  )
}

function State() {
  const { data: factor, error, refetch } = useFactor()
  const [setting, setSetting] = useState(false)
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!factor) return <Skeleton height={72} />
  if (setting) return <Enrol done={() => setSetting(false)} leave={() => setSetting(false)} />
  return factor.on ? <On factor={factor} /> : <Off setUp={() => setSetting(true)} />
}

function Off({ setUp }: { setUp: () => void }) {
  return (
    <Stack gap="sm" align="flex-start">
      <StateDot state="inactive" label="Off" />
      <Text size="sm">
        Whoever learns your password alone then gets nowhere. You need an authenticator app, and a minute.
      </Text>
      <Button onClick={setUp}>Set up</Button>
    </Stack>
  )
}

type Act = { verb: string; says: string; run: () => Promise<void> }

function On({ factor }: { factor: Factor }) {
  const changed = useFactorChanged()
  const [codes, setCodes] = useState<string[] | undefined>(undefined)
  const [asking, setAsking] = useState<Act | undefined>(undefined)
  if (codes) return <RecoveryCodes codes={codes} done={() => setCodes(undefined)} />

  const renew: Act = {
    verb: 'Make new codes',
    says: 'The recovery codes that you have stop working.',
    run: async () => setCodes(await newRecoveryCodes()),
  }
  const off: Act = {
    verb: 'Switch off',
    says: 'Signing in then takes the password alone. The app and the recovery codes stop working.',
    run: async () => {
      await switchOff()
      toast.done('The second factor is off')
    },
  }
  const perform = async (act: Act) => {
    await act.run()
    setAsking(undefined)
    await changed()
  }
  /** Just after a code none is wanted; otherwise the server says so, and it is asked for. */
  const attempt = (act: Act) =>
    perform(act).catch((error: unknown) => {
      if (error instanceof AuthProblem && error.code === 'factor_unproven') setAsking(act)
      else toast.problem(asProblem(error))
    })
  if (asking) {
    const { verb, says } = asking
    return (
      <ConfirmFactor verb={verb} says={says} confirmed={() => perform(asking)} leave={() => setAsking(undefined)} />
    )
  }
  return (
    <Stack gap="sm" align="flex-start">
      <StateDot state="active" label="On" />
      <Text size="sm">
        Signing in takes a code of your authenticator app. <Left codes={factor.recoveryCodes} />
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => void attempt(renew)}>
          New recovery codes
        </Button>
        <Button variant="subtle" color="red" onClick={() => setAsking(off)}>
          Switch off
        </Button>
      </Group>
    </Stack>
  )
}

function Left({ codes }: { codes: number }) {
  if (codes === 0) return <b>No recovery codes are left: make new ones.</b>
  return codes === 1 ? <>One recovery code is left.</> : <>{codes} recovery codes are left.</>
}
