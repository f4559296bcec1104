import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { useLineKeys } from '#ui/form/line-keys.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { Money } from '#ui/money/money.tsx'
import { useRead } from '#ui/query.ts'
import { Slot } from '#ui/slot.tsx'
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

/** `detailed` lines say what they are for, and whom they concern. */
type Props = { form: Form; next: (lines: readonly FormLine[]) => FormLine; detailed?: boolean }

/** Lines of accounts with a debit or a credit; a new line begins with what `next` makes of those before. */
export function EntryLines({ form, next, detailed = false }: Props) {
  const { data } = useRead(contract.listAccounts, { active: 'true' }, { staleMs: 60_000 })
  const options = (data?.items ?? [])
    .filter((account) => !account.control && !account.derived)
    .map((account) => ({ value: account.id, label: `${account.code} ${account.name}` }))
  const { lines } = form.values
  const add = () => form.insertListItem('lines', next(lines))
  const { table, onKeyDown, addLine } = useLineKeys({ count: lines.length, add })
  const sums = sidesOf(lines)
  return (
    <div>
      <table ref={table} className={classes.lines} aria-label="Lines" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col">Account</th>
            {detailed && (
              <>
                <th scope="col">Memo</th>
                <th scope="col" className={classes.concerns}>
                  Client and project
                </th>
              </>
            )}
            <th scope="col" className={classes.amount}>
              Debit
            </th>
            <th scope="col" className={classes.amount}>
              Credit
            </th>
            <th className={classes.remove}>
              <span className="hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <Line key={line.key ?? at} at={at} line={line} form={form} options={options} detailed={detailed} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={detailed ? 3 : 1}>
              <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={addLine}>
                Add line
              </Button>
            </td>
            <td className={classes.amount}>
              <span className="hidden">Debits </span>
              <Money cents={sums.debitCents} strong />
            </td>
            <td className={classes.amount}>
              <span className="hidden">Credits </span>
              <Money cents={sums.creditCents} strong />
            </td>
            <td className={classes.remove} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

type LineProps = {
  at: number
  line: FormLine
  form: Form
  options: { value: string; label: string }[]
  detailed: boolean
}

function Line({ at, line, form, options, detailed }: LineProps) {
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
          openOnFocus={false}
          {...form.field(name('accountId'))}
        />
      </td>
      {detailed && (
        <>
          <td className={classes.memo}>
            <TextInput aria-label={say('Memo')} placeholder="Memo" {...form.field(name('memo'))} />
          </td>
          <td className={classes.concerns}>
            <Slot
              name="lineConcerns"
              line={at + 1}
              clientId={line.clientId ?? null}
              projectId={line.projectId ?? null}
              onChange={(concerns) => form.setFieldValue(`lines.${at}` as never, { ...line, ...concerns } as never)}
            />
          </td>
        </>
      )}
      <td className={classes.amount}>
        <MoneyInput aria-label={say('Debit')} placeholder="Debit" {...side('debitCents', 'creditCents')} />
      </td>
      <td className={classes.amount}>
        <MoneyInput aria-label={say('Credit')} placeholder="Credit" {...side('creditCents', 'debitCents')} />
      </td>
      <td className={classes.remove}>
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
