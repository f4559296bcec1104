import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { Money } from '#ui/money/money.tsx'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { type FormLine, sidesOf } from './entry-values.ts'
import classes from './manual-entry.module.css'

/** What is needed of a form whose values have such lines. */
type Form = {
  values: { lines: FormLine[] }
  field: ContractForm['field']
  insertListItem(path: 'lines', line: FormLine): void
  removeListItem(path: 'lines', at: number): void
  setFieldValue(path: never, value: never): void
}

type Props = { form: Form; next: (lines: readonly FormLine[]) => FormLine; memo?: boolean }

/** Lines of accounts with a debit or a credit; a new line begins with what `next` makes of those before. */
export function EntryLines({ form, next, memo = true }: Props) {
  const { data } = useRead(contract.listAccounts, { active: 'true' }, { staleMs: 60_000 })
  const options = (data?.items ?? [])
    .filter((account) => !account.control && !account.derived)
    .map((account) => ({ value: account.id, label: `${account.code} ${account.name}` }))
  const { lines } = form.values
  const add = () => form.insertListItem('lines', next(lines))
  const sums = sidesOf(lines)
  return (
    <div>
      <table className={classes.lines} data-memo={memo || undefined} aria-label="Lines">
        <thead>
          <tr>
            <th scope="col">Account</th>
            {memo && <th scope="col">Memo</th>}
            <th scope="col">Debit</th>
            <th scope="col">Credit</th>
            <th>
              <span className="hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: form lines have no ids, their values come from the form
            <Line key={at} at={at} form={form} options={options} memo={memo} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={memo ? 2 : 1}>
              <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
                Add line
              </Button>
            </td>
            <td>
              <span className="hidden">Debits </span>
              <Money cents={sums.debitCents} strong />
            </td>
            <td>
              <span className="hidden">Credits </span>
              <Money cents={sums.creditCents} strong />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

type LineProps = { at: number; form: Form; options: { value: string; label: string }[]; memo: boolean }

function Line({ at, form, options, memo }: LineProps) {
  const name = (field: string) => `lines.${at}.${field}`
  const say = (what: string) => `${what}, line ${at + 1}`
  /** A line has one side: typing one empties the other. */
  const side = (field: 'debitCents' | 'creditCents', other: 'debitCents' | 'creditCents') => {
    const { onChange, ...rest } = form.field(name(field)) as {
      onChange: (cents: number | null) => void
      value: number | null
    }
    return {
      ...rest,
      onChange: (cents: number | null) => {
        onChange(cents)
        if (cents) form.setFieldValue(name(other) as never, null as never)
      },
    }
  }
  return (
    <tr>
      <td>
        <Select
          aria-label={say('Account')}
          placeholder="Account"
          data={options}
          searchable
          selectFirstOptionOnChange
          {...form.field(name('accountId'))}
        />
      </td>
      {memo && (
        <td>
          <TextInput aria-label={say('Memo')} placeholder="Memo" {...form.field(name('memo'))} />
        </td>
      )}
      <td>
        <MoneyInput aria-label={say('Debit')} placeholder="Debit" {...side('debitCents', 'creditCents')} />
      </td>
      <td>
        <MoneyInput aria-label={say('Credit')} placeholder="Credit" {...side('creditCents', 'debitCents')} />
      </td>
      <td>
        {form.values.lines.length > 2 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={say('Remove')}
            onClick={() => form.removeListItem('lines', at)}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </td>
    </tr>
  )
}
