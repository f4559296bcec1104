import { Button, PasswordInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useContractForm } from '#ui/form/contract-form.ts'
import { When } from '#ui/page/when.tsx'
import * as contract from '../../contract.ts'
import { NewPassword, visibility } from '../new-password.tsx'
import classes from './account.module.css'
import { AccountDialog } from './account-dialog.tsx'
import { Part } from './part.tsx'

export function Password({ account }: { account: contract.Account }) {
  const [changing, setChanging] = useState(false)
  return (
    <Part title="Password" lead="A change signs you out everywhere else.">
      <div className={classes.line}>
        <span>
          {account.passwordChangedAt ? (
            <>
              Set <When at={account.passwordChangedAt} />
            </>
          ) : (
            'None yet'
          )}
        </span>
        <Button variant="default" onClick={() => setChanging(true)}>
          Change password
        </Button>
      </div>
      {changing && <ChangePassword account={account} close={() => setChanging(false)} />}
    </Part>
  )
}

function ChangePassword({ account, close }: { account: contract.Account; close: () => void }) {
  const form = useContractForm(contract.changePassword, {
    initial: { currentPassword: '', newPassword: '' },
    invalidates: ['/account'],
    done: 'Password changed. You were signed out everywhere else.',
    onDone: close,
  })
  return (
    <AccountDialog
      title="Change your password"
      verb="Change password"
      form={form}
      labels={{ currentPassword: 'Current password', newPassword: 'New password' }}
      close={close}
    >
      {/* Password managers want to know whose it is. */}
      <input type="text" name="username" autoComplete="username" value={account.email} readOnly hidden />
      <PasswordInput
        label="Current password"
        autoComplete="current-password"
        data-autofocus
        {...visibility}
        {...form.field('currentPassword')}
      />
      <NewPassword
        label="New password"
        known={[account.name, account.email]}
        {...form.field('newPassword')}
        value={form.values.newPassword}
      />
      <Text size="xs" className="quiet">
        You get a mail about it, and links to reset the old password stop working.
      </Text>
    </AccountDialog>
  )
}
