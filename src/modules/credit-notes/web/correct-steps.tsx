import { useFormat } from '#ui/format.ts'
import type { InvoiceCorrections } from '../contract.ts'
import classes from './credit-notes.module.css'

/** What a correction of this invoice does, in the order in which it does it. */
export function CorrectSteps({ invoice }: { invoice: InvoiceCorrections }) {
  const format = useFormat()
  const restCents = invoice.restSubtotalCents + invoice.restTaxCents
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
      {invoice.timeEntryCount > 0 && (
        <li>
          <strong className={classes.item}>
            {invoice.timeEntryCount === 1 ? 'One time entry moves' : `${invoice.timeEntryCount} time entries move`}{' '}
            along
          </strong>
          <span>They are billed by the replacement, at the same rates, and nowhere else.</span>
        </li>
      )}
      <li>
        <strong className={classes.item}>A draft with the same lines takes its place</strong>
        <span>You change it, and send it when it is right. It gets a number of its own.</span>
      </li>
    </ol>
  )
}
