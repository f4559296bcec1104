import { useFormat } from '#ui/format.ts'
import type { InvoiceCorrections } from '../contract.ts'
import classes from './credit-notes.module.css'

/** What a correction of this invoice does, in the order in which it does it. */
export function CorrectSteps({ invoice }: { invoice: InvoiceCorrections }) {
  const format = useFormat()
  const restCents = invoice.restSubtotalCents + invoice.restTaxCents
  const billed = moves(invoice.timeEntryCount, invoice.expenseCount)
  const keptCents = Math.max(0, restCents - invoice.balanceDueCents)
  return (
    <ol className={classes.steps}>
      {restCents > 0 && (
        <li>
          <strong className={classes.item}>A credit note over {format.money(restCents)}</strong>
          <span>
            Invoice {invoice.invoiceNumber} is owed no more. It stays on record, as do its entries in the books.
          </span>
        </li>
      )}
      {keptCents > 0 && (
        <li>
          <strong className={classes.item}>{format.money(keptCents)} becomes client credit</strong>
          <span>What was paid is not lost: apply it to the corrected invoice once that is sent.</span>
        </li>
      )}
      {billed && (
        <li>
          <strong className={classes.item}>{billed} along</strong>
          <span>What this invoice billed is billed by the replacement, at the same rates, and nowhere else.</span>
        </li>
      )}
      <li>
        <strong className={classes.item}>A draft with the same lines takes its place</strong>
        <span>You change it, and send it when it is right. It gets a number of its own.</span>
      </li>
    </ol>
  )
}

/** "2 time entries and 1 expense move"; nothing when none does. */
function moves(timeEntries: number, expenses: number): string | undefined {
  const time = timeEntries > 0 && (timeEntries === 1 ? '1 time entry' : `${timeEntries} time entries`)
  const spent = expenses > 0 && (expenses === 1 ? '1 expense' : `${expenses} expenses`)
  const what = [time, spent].filter(Boolean)
  if (what.length === 0) return undefined
  return `${what.join(' and ')} ${timeEntries + expenses === 1 ? 'moves' : 'move'}`
}
