import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { useFormat } from '#ui/format.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import classes from './credit-notes.module.css'
import { Sums } from './note-paper.tsx'
import { blankLine, type FormLine, type NoteValues, sumsOf, withAll } from './note-values.ts'

type Form = ContractForm<NoteValues>

/** What is credited, line by line of the invoice, each with what is left of it. */
export function NoteLines({ form }: { form: Form }) {
  const { lines } = form.values
  return (
    <div>
      <table className={classes.lines} data-form aria-label="Lines">
        <thead>
          <tr>
            <th scope="col">Credit for</th>
            <th scope="col">Before tax</th>
            <th scope="col">Tax</th>
            <th>
              <span className="hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: form lines have no ids, their values come from the form
            <Line key={at} at={at} line={line} form={form} />
          ))}
        </tbody>
      </table>
      <div className={classes.under}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => form.insertListItem('lines', blankLine)}
        >
          Add line
        </Button>
        {lines.some((line) => line.left) && (
          <Button variant="subtle" size="compact-sm" onClick={() => form.setFieldValue('lines', withAll(lines))}>
            Credit all that is left
          </Button>
        )}
      </div>
      <Sums {...sumsOf(lines)} />
    </div>
  )
}

function Line({ at, line, form }: { at: number; line: FormLine; form: Form }) {
  const name = (field: string) => `lines.${at}.${field}`
  const say = (what: string) => `${what}, line ${at + 1}`
  const amount = (field: 'subtotalCents' | 'taxCents', label: string) => (
    <MoneyInput aria-label={say(label)} placeholder="0.00" {...form.field(name(field))} value={line[field]} />
  )
  return (
    <tr>
      <td>
        {line.left ? (
          <Invoiced line={line} left={line.left} />
        ) : (
          <TextInput aria-label={say('Name')} placeholder="What is credited" {...form.field(name('name'))} />
        )}
      </td>
      <td data-label="Before tax">{amount('subtotalCents', 'Before tax')}</td>
      <td data-label="Tax">{amount('taxCents', 'Tax')}</td>
      <td>
        {!line.left && (
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

function Invoiced({ line, left }: { line: FormLine; left: NonNullable<FormLine['left']> }) {
  const format = useFormat()
  const over = Math.abs(line.subtotalCents ?? 0) > Math.abs(left.subtotalCents)
  return (
    <>
      <span className={classes.item}>{line.name}</span>
      <span className={`${classes.left} ${over ? classes.over : ''}`}>
        {format.money(left.subtotalCents)}
        {left.taxCents !== 0 && ` and ${format.money(left.taxCents)} of tax`} left
      </span>
    </>
  )
}
