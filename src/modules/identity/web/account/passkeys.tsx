import { Button, Skeleton, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useContractForm } from '#ui/form/contract-form.ts'
import { Problem } from '#ui/page/problem.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useInvalidate, useRead } from '#ui/query.ts'
import { toast } from '#ui/toast.tsx'
import * as contract from '../../contract.ts'
import classes from './account.module.css'
import { AccountDialog } from './account-dialog.tsx'
import { AddPasskey } from './add-passkey.tsx'
import { Part } from './part.tsx'
import { ProofField } from './proof-field.tsx'

type Opened = { act: 'add' } | { act: 'rename' | 'remove'; passkey: contract.Passkey }

/** Ways to sign in without a password. */
export function Passkeys() {
  const { data, error, refetch } = useRead(contract.listPasskeys, {})
  const [opened, setOpened] = useState<Opened | undefined>(undefined)
  const close = () => setOpened(undefined)
  return (
    <Part title="Passkeys" lead="Sign in with your fingerprint, face or a security key instead of the password.">
      {error && <Problem problem={asProblem(error)} retry={() => void refetch()} />}
      {!data && !error && <Skeleton h={52} />}
      {data && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} open={setOpened} />
          ))}
        </ul>
      )}
      <Button variant="default" onClick={() => setOpened({ act: 'add' })}>
        Add a passkey
      </Button>
      {opened?.act === 'add' && <AddPasskey close={close} />}
      {opened?.act === 'rename' && <Rename passkey={opened.passkey} close={close} />}
      {opened?.act === 'remove' && <Remove passkey={opened.passkey} close={close} />}
    </Part>
  )
}

function Row({ passkey, open }: { passkey: contract.Passkey; open: (what: Opened) => void }) {
  const invalidate = useInvalidate()
  async function confirm() {
    const { confirmWithPasskey } = await import('../passkey-client.ts')
    await confirmWithPasskey().then(
      () => invalidate(['/account']),
      (error: unknown) => toast.problem(asProblem(error)),
    )
  }
  return (
    <li>
      <div>
        <span className={classes.name}>
          {passkey.name}
          {passkey.paused && <StateDot state="paused" label="Paused" />}
        </span>
        <span className={classes.small}>
          Added <When at={passkey.createdAt} />
          {passkey.lastUsedAt ? (
            <>
              {' '}
              · used <When at={passkey.lastUsedAt} relative />
            </>
          ) : (
            ' · not used yet'
          )}
          {passkey.synced && ' · synced'}
        </span>
        {passkey.paused && (
          <span className={classes.small}>
            Your password has changed since. Confirm this passkey once if it is yours, else remove it.
          </span>
        )}
      </div>
      <Button.Group>
        {passkey.paused && (
          <Button variant="default" size="xs" aria-label={`Confirm ${passkey.name}`} onClick={() => void confirm()}>
            Confirm
          </Button>
        )}
        <Button
          variant="default"
          size="xs"
          aria-label={`Rename ${passkey.name}`}
          onClick={() => open({ act: 'rename', passkey })}
        >
          Rename
        </Button>
        <Button
          variant="default"
          size="xs"
          aria-label={`Remove ${passkey.name}`}
          onClick={() => open({ act: 'remove', passkey })}
        >
          Remove
        </Button>
      </Button.Group>
    </li>
  )
}

type DialogProps = { passkey: contract.Passkey; close: () => void }

function Rename({ passkey, close }: DialogProps) {
  const form = useContractForm(contract.renamePasskey, {
    initial: { name: passkey.name },
    toInput: (values) => ({ ...values, passkeyId: passkey.id }),
    invalidates: ['/account'],
    done: 'Passkey renamed',
    onDone: close,
  })
  return (
    <AccountDialog title="Rename passkey" verb="Save name" form={form} close={close}>
      <TextInput label="Name" maxLength={60} data-autofocus {...form.field('name')} />
    </AccountDialog>
  )
}

function Remove({ passkey, close }: DialogProps) {
  const form = useContractForm(contract.removePasskey, {
    initial: { password: '' },
    toInput: (values) => ({ ...values, passkeyId: passkey.id }),
    invalidates: ['/account'],
    done: 'Passkey removed',
    onDone: close,
  })
  return (
    <AccountDialog title={`Remove “${passkey.name}”`} verb="Remove passkey" danger form={form} close={close}>
      <Text size="sm">
        It no longer signs in here. Delete it on your device or in your password manager too, so that it is not offered
        any more.
      </Text>
      <ProofField ofFactor {...form.field('password')} />
    </AccountDialog>
  )
}
