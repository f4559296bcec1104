import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { phoneKinds } from '../contract.ts'
import classes from './clients.module.css'
import type { ClientValues } from './form-values.ts'
import { phoneWords } from './words.ts'

const kinds = phoneKinds.map((kind) => ({ value: kind, label: phoneWords[kind] }))

/** Phone numbers with their kind; Enter in the last one adds another. */
export function PhoneFields({ form }: { form: ContractForm<ClientValues> }) {
  const { phones } = form.values
  const add = () => form.insertListItem('phones', { kind: phones.length === 0 ? 'work' : 'mobile', number: '' })
  return (
    <fieldset className={classes.phones}>
      <legend>Phone</legend>
      {phones.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: phones have no ids, their values come from the form
        <div key={at} className={classes.phone}>
          <Select
            aria-label={`Kind of phone ${at + 1}`}
            data={kinds}
            allowDeselect={false}
            {...form.field(`phones.${at}.kind`)}
          />
          <TextInput
            aria-label={`Phone number ${at + 1}`}
            type="tel"
            maxLength={40}
            autoComplete="off"
            {...form.field(`phones.${at}.number`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove phone ${at + 1}`}
            onClick={() => form.removeListItem('phones', at)}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
        Add phone
      </Button>
    </fieldset>
  )
}
