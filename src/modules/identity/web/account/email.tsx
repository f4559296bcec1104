import { Button, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import * as contract from '../../contract.ts'
import classes from './account.module.css'
import { AccountDialog } from './account-dialog.tsx'
import { Part } from './part.tsx'
import { ProofField } from './proof-field.tsx'

export function Email({ account }: { account: contract.Account }) {
  const [changing, setChanging] = useState(false)
  return (
    <Part title="E-mail" lead="You sign in with it, and it gets what concerns your account.">
      <div className={classes.line}>
        <div className={classes.name}>
          <span>{account.email}</span>
          <StateDot
            state={account.emailVerified ? 'active' : 'draft'}
            label={account.emailVerified ? 'Confirmed' : 'Not confirmed'}
          />
        </div>
        <Button variant="default" onClick={() => setChanging(true)}>
          Change address
        </Button>
      </div>
      {account.emailChange && <Waiting email={account.email} change={account.emailChange} />}
      {changing && <ChangeEmail close={() => setChanging(false)} />}
    </Part>
  )
}

type WaitingProps = { email: string; change: NonNullable<contract.Account['emailChange']> }

/** Both mailboxes have a link; what is still missing is said. */
function Waiting({ email, change }: WaitingProps) {
  const stop = useCommand(contract.stopMyEmailChange, { invalidates: ['/account'], done: 'The address stays' })
  return (
    <div className={classes.waiting} role="status">
      <Text size="sm">
        It becomes <b>{change.newEmail}</b> once both links are confirmed. They work until{' '}
        <When at={change.expiresAt} />.
      </Text>
      <ul>
        <Confirmed at={email} confirmed={change.oldConfirmed} />
        <Confirmed at={change.newEmail} confirmed={change.newConfirmed} />
      </ul>
      <div>
        <Button variant="default" size="compact-sm" loading={stop.pending} onClick={() => void stop.run({})}>
          Stop the change
        </Button>
      </div>
    </div>
  )
}

function Confirmed({ at, confirmed }: { at: string; confirmed: boolean }) {
  return (
    <li className={classes.name}>
      <span>{at}</span>
      <StateDot state={confirmed ? 'active' : 'draft'} label={confirmed ? 'Confirmed' : 'Not yet'} />
    </li>
  )
}

function ChangeEmail({ close }: { close: () => void }) {
  const form = useContractForm(contract.askEmailChange, {
    initial: { newEmail: '', password: '' },
    invalidates: ['/account'],
    done: 'Links are on their way to both addresses',
    onDone: close,
  })
  return (
    <AccountDialog
      title="Change your e-mail address"
      verb="Send the links"
      form={form}
      labels={{ newEmail: 'New address', password: 'Your password' }}
      close={close}
    >
      <Text size="sm">
        Both addresses get a link. Your account moves once both are confirmed; until then everything stays.
      </Text>
      <TextInput
        label="New address"
        type="email"
        inputMode="email"
        autoComplete="email"
        data-autofocus
        {...form.field('newEmail')}
      />
      <ProofField {...form.field('password')} />
    </AccountDialog>
  )
}
