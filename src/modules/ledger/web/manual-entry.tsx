import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ContractForm, useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormPage } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { Money } from '#ui/money/money.tsx'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { balancingLine, blankLine, type FormLine, sidesOf, toLines } from './entry-values.ts'
import classes from './manual-entry.module.css'

type Values = { entryDate: string | null; memo: string; lines: FormLine[] }
type Form = ContractForm<Values>

const labels = { entryDate: 'Date', memo: 'Memo', accountId: 'Account', debitCents: 'Debit', creditCents: 'Credit' }

/** An entry by hand, line by line; both sides are summed while typing. */
export function ManualEntry() {
  const format = useFormat()
  const go = useGo()
  const form: Form = useContractForm(contract.createManualEntry, {
    initial: { entryDate: format.today(), memo: '', lines: [blankLine, blankLine] } as Values,
    draft: 'journal-entry-new',
    toInput: (values) => ({ ...values, lines: toLines(values.lines) }),
    done: 'Entry posted',
    invalidates: ['/journal-entries', '/accounts', '/reports'],
    onDone: (entry) => go(`/journal/${entry.entryId}`),
  })
  return (
    <FormPage
      form={form}
      title="New journal entry"
      crumbs={[{ label: 'Journal', to: '/journal' }]}
      lead="A posted entry never changes; a wrong one is undone by its reversal. Receivables, payables and client credit are moved only by their documents."
      verb="Post entry"
      cancel="/journal"
      labels={labels}
      note={<Difference lines={form.values.lines} />}
    >
      <div className={classes.head}>
        <DateInput
          label="Date"
          withAsterisk
          value={form.values.entryDate}
          onChange={(date) => form.setFieldValue('entryDate', date)}
          error={form.errors.entryDate}
        />
        <TextInput label="Memo" placeholder="What this entry is for" {...form.field('memo')} withAsterisk />
      </div>
      <Lines form={form} />
    </FormPage>
  )
}

function Lines({ form }: { form: Form }) {
  const { data } = useRead(contract.listAccounts, { active: 'true' }, { staleMs: 60_000 })
  const options = (data?.items ?? [])
    .filter((account) => !account.control && !account.derived)
    .map((account) => ({ value: account.id, label: `${account.code} ${account.name}` }))
  const { lines } = form.values
  const add = () => form.insertListItem('lines', balancingLine(lines))
  const sums = sidesOf(lines)
  return (
    <div>
      <table className={classes.lines} aria-label="Lines">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Memo</th>
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
            <Line key={at} at={at} form={form} options={options} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={2}>
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

type LineProps = { at: number; form: Form; options: { value: string; label: string }[] }

function Line({ at, form, options }: LineProps) {
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
      <td>
        <TextInput aria-label={say('Memo')} placeholder="Memo" {...form.field(name('memo'))} />
      </td>
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

function Difference({ lines }: { lines: readonly FormLine[] }) {
  const { differenceCents, debitCents } = sidesOf(lines)
  if (debitCents === 0 && differenceCents === 0) return null
  if (differenceCents === 0) return <span className="quiet">Balanced</span>
  return (
    <span className={classes.off}>
      {differenceCents > 0 ? 'Credits' : 'Debits'} lack <Money cents={Math.abs(differenceCents)} strong />
    </span>
  )
}
