import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useRead } from '#ui/query.ts'
import * as contract from '../../contract.ts'
import { CodeForm } from './code-form.tsx'
import { ConfirmFactor } from './confirm-factor.tsx'
import { beginFactor, enableFactor, type NewSecret, useFactorChanged } from './factor.ts'
import { PasswordForm } from './password-form.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import classes from './second-factor.module.css'

/** Sets up an authenticator app: password or passkey, picture and first code, recovery codes. */
export function Enrol({ done, leave }: { done: () => void; leave: () => void }) {
  const [begun, setBegun] = useState<NewSecret | undefined>(undefined)
  const [codes, setCodes] = useState<string[] | undefined>(undefined)
  const changed = useFactorChanged()
  const hasFactor = useRead(contract.readAccount, {}).data?.hasFactor
  if (codes) {
    const finish = async () => {
      await changed()
      done()
    }
    return <RecoveryCodes codes={codes} done={() => void finish()} />
  }
  if (!begun && hasFactor) {
    return (
      <ConfirmFactor
        says="You have a passkey: confirm with it, then set up the app beside it."
        verb="Go on"
        confirmed={async () => setBegun(await beginFactor())}
        leave={leave}
      />
    )
  }
  if (!begun) {
    return <PasswordForm verb="Go on" use={async (password) => setBegun(await beginFactor(password))} leave={leave} />
  }
  return (
    <Stack gap="md">
      <div className={classes.scan}>
        <Picture {...begun.picture} />
        <Stack gap="xs" className={classes.beside}>
          <Text size="sm">Scan this with an authenticator app, such as Aegis, 1Password or Google Authenticator.</Text>
          <Text size="sm">
            On this device: <a href={begun.address}>open the app</a>, or type this into it:
          </Text>
          <code className={classes.secret}>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </Stack>
      </div>
      <CodeForm
        appOnly
        verb="Switch on"
        use={async (code) => setCodes(await enableFactor(code))}
        leave={{ label: 'Cancel', run: leave }}
      />
    </Stack>
  )
}

function Picture({ size, path }: NewSecret['picture']) {
  return (
    <svg
      className={classes.picture}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="Picture for the app to scan"
    >
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  )
}
