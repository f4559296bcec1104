import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { ProjectPicker } from '#modules/projects/web/index.tsx'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { useLineKeys } from '#ui/form/line-keys.ts'
import { MoneyInput, QuantityInput } from '#ui/money/inputs.tsx'
import { Money } from '#ui/money/money.tsx'
import { useExpenseAccounts } from './accounts.ts'
import { blankLine, type FormLine, lineCents, sumsOf } from './bill-values.ts'
import classes from './editor.module.css'

/** What is needed of a form whose values have such lines. */
type Form = {
  values: { lines: FormLine[] }
  field: ContractForm['field']
  insertListItem(path: 'lines', line: FormLine): void
  removeListItem(path: 'lines', at: number): void
  setFieldValue(path: never, value: never): void
}

const heads = ['Account', 'What for', 'Project', 'Quantity', 'Price', 'Tax', 'Amount']

/** Lines of a bill. Enter goes on to the next line, and adds one at the end. */
export function EditorLines({ form, accountId }: { form: Form; accountId: string }) {
  const { lines } = form.values
  const accounts = useExpenseAccounts(...lines.map((line) => line.accountId))
  const add = () => form.insertListItem('lines', blankLine(lines.at(-1)?.accountId || accountId))
  // The account is that of the line before: a line is begun with what it is for.
  const { table, onKeyDown, addLine } = useLineKeys({ count: lines.length, add, first: 1 })
  const sums = sumsOf(lines)
  return (
    <div>
      <table ref={table} className={classes.editor} aria-label="Lines" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th>
              <span className="hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <Line key={line.id} at={at} form={form} accounts={accounts} />
          ))}
        </tbody>
      </table>
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={addLine} mt={4}>
        Add line
      </Button>
      <dl className={classes.sums}>
        {sums.taxCents !== 0 && (
          <>
            <dt>Tax in it</dt>
            <dd>
              <Money cents={sums.taxCents} />
            </dd>
          </>
        )}
        <dt>Total</dt>
        <dd>
          <Money cents={sums.totalCents} strong />
        </dd>
      </dl>
    </div>
  )
}

type LineProps = { at: number; form: Form; accounts: { value: string; label: string }[] }

function Line({ at, form, accounts }: LineProps) {
  const name = (field: keyof FormLine) => `lines.${at}.${field}`
  const say = (what: string) => `${what}, line ${at + 1}`
  const line = form.values.lines[at]
  if (!line) return null
  const setProject = (id: string | null, clientId: string | null) => {
    form.setFieldValue(name('projectId') as never, id as never)
    form.setFieldValue(name('clientId') as never, clientId as never)
  }
  return (
    <tr>
      <td>
        <Select
          aria-label={say('Account')}
          placeholder="Account"
          data={accounts}
          searchable
          selectFirstOptionOnChange
          openOnFocus={false}
          {...form.field(name('accountId'))}
          value={line.accountId || null}
          onChange={(id) => form.setFieldValue(name('accountId') as never, (id ?? '') as never)}
        />
      </td>
      <td>
        <TextInput
          aria-label={say('What for')}
          placeholder="What for"
          maxLength={500}
          {...form.field(name('description'))}
        />
      </td>
      <td>
        <ProjectPicker
          label={null}
          aria-label={say('Project')}
          placeholder="Project"
          clearable
          clearButtonProps={{ 'aria-label': say('Clear the project') }}
          state="all"
          value={line.projectId}
          onChange={(id, project) => setProject(id, project?.clientId ?? null)}
        />
      </td>
      <td>
        <QuantityInput
          aria-label={say('Quantity')}
          placeholder="Quantity"
          {...form.field(name('quantity'))}
          value={line.quantity}
        />
      </td>
      <td>
        <MoneyInput
          aria-label={say('Price')}
          placeholder="Price"
          {...form.field(name('unitPriceCents'))}
          value={line.unitPriceCents}
        />
      </td>
      <td>
        <MoneyInput aria-label={say('Tax')} placeholder="Tax" {...form.field(name('taxCents'))} value={line.taxCents} />
      </td>
      <td>
        <Money cents={lineCents(line)} />
      </td>
      <td>
        {form.values.lines.length > 1 && (
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
