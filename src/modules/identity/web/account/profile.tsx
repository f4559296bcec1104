import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useContractForm } from '#ui/form/contract-form.ts'
import { meQuery } from '#ui/session.ts'
import * as contract from '../../contract.ts'
import classes from './account.module.css'
import { Part } from './part.tsx'

export function Profile({ account }: { account: contract.Account }) {
  const queries = useQueryClient()
  const form = useContractForm(contract.changeName, {
    initial: { name: account.name },
    invalidates: ['/account'],
    done: 'Name saved',
    onDone: () => void queries.invalidateQueries({ queryKey: meQuery.queryKey }),
  })
  return (
    <Part title="Profile" lead="How you are greeted. What a company calls you, its admins set.">
      <form className={classes.form} onSubmit={form.submit} noValidate>
        <TextInput label="Your name" autoComplete="name" maxLength={120} {...form.field('name')} />
        <Button type="submit" variant="default" loading={form.pending} disabled={!form.isDirty()}>
          Save name
        </Button>
      </form>
    </Part>
  )
}
