import { asked } from '#ui/form/blanks.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormPage } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { Money } from '#ui/money/money.tsx'
import { LivePreview } from '#ui/paper/live-preview.tsx'
import * as contract from '../contract.ts'
import { EntryLines } from './entry-lines.tsx'
import { blankLine, type FormLine, sidesOf, toBalances } from './entry-values.ts'
import classes from './manual-entry.module.css'

type Values = { asOf: string | null; lines: FormLine[] }

/** Balances from other books, as they stood on their last day. */
export function OpeningBalances() {
  const go = useGo()
  const form = useContractForm(contract.postOpeningBalances, {
    initial: { asOf: null, lines: [blankLine(), blankLine(), blankLine()] } as Values,
    draft: 'opening-balances',
    toInput: ({ asOf, lines }) => ({ asOf, lines: toBalances(lines) }),
    done: 'Opening balances posted',
    invalidates: ['/journal-entries', '/accounts', '/reports'],
    onDone: (entry) => go(`/journal/${entry.entryId}`),
  })
  return (
    <FormPage
      form={form}
      title="Opening balances"
      crumbs={[{ label: 'Chart of accounts', to: '/accounts' }]}
      lead="What your old books ended with. What clients owe you, and you owe vendors, comes in as open invoices and bills dated before that day; enter everything else here."
      verb="Post balances"
      cancel="/accounts"
      labels={{ asOf: 'Last day of the old books', accountId: 'Account' }}
      note={<Rest lines={form.values.lines} />}
    >
      <div className={classes.head}>
        <DateInput
          label="Last day of the old books"
          withAsterisk
          value={form.values.asOf}
          onChange={(date) => form.setFieldValue('asOf', date)}
          error={form.errors.asOf}
        />
      </div>
      <EntryLines form={form} next={blankLine} />
      <LivePreview
        endpoint={contract.postOpeningBalances}
        {...asked(contract.postOpeningBalances.input, { ...form.values, lines: toBalances(form.values.lines) })}
        waiting="Enter the day and a balance to see what will be posted, Owner’s Equity included."
      />
    </FormPage>
  )
}

function Rest({ lines }: { lines: readonly FormLine[] }) {
  const { differenceCents } = sidesOf(lines)
  if (differenceCents === 0) return null
  return (
    <span className="quiet">
      <Money cents={Math.abs(differenceCents)} strong /> {differenceCents > 0 ? 'to' : 'from'} Owner’s Equity
    </span>
  )
}
