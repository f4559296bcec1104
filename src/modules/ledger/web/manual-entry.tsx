import { TextInput } from '@mantine/core'
import { asked } from '#ui/form/blanks.ts'
import { type ContractForm, useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormPage } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Money } from '#ui/money/money.tsx'
import { LivePreview } from '#ui/paper/live-preview.tsx'
import * as contract from '../contract.ts'
import { EntryLines } from './entry-lines.tsx'
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
    initial: { entryDate: format.today(), memo: '', lines: [blankLine(), blankLine()] } as Values,
    draft: 'journal-entry-new',
    toInput: (values) => ({ ...values, lines: toLines(values.lines) }),
    done: 'Entry posted',
    invalidates: ['/journal-entries', '/accounts', '/reports'],
    onDone: (entry) => go(`/journal/${entry.entryId}`),
  })
  const { input, ready } = asked(contract.createManualEntry.input, {
    ...form.values,
    lines: toLines(form.values.lines),
  })
  return (
    <div className={classes.wide}>
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
          <TextInput label="Memo" placeholder="What this entry is for" autoFocus {...form.field('memo')} withAsterisk />
        </div>
        <EntryLines form={form} next={balancingLine} detailed />
        <LivePreview
          endpoint={contract.createManualEntry}
          input={input}
          ready={ready && sidesOf(form.values.lines).differenceCents === 0}
          waiting="Say what it is for and balance both sides to see what will be posted."
        />
      </FormPage>
    </div>
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
