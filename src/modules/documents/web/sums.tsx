import { Money } from '#ui/money/money.tsx'
import classes from './documents.module.css'

type Totals = { subtotalCents: number; discountCents: number; taxCents: number; totalCents: number }

/** What the lines come to. */
export function Sums({ totals, depositCents = 0 }: { totals: Totals; depositCents?: number }) {
  return (
    <dl className={classes.sums}>
      <dt>Subtotal</dt>
      <dd>
        <Money cents={totals.subtotalCents} />
      </dd>
      {totals.discountCents !== 0 && (
        <>
          <dt>Discount</dt>
          <dd>
            <Money cents={-totals.discountCents} />
          </dd>
        </>
      )}
      {totals.taxCents !== 0 && (
        <>
          <dt>Tax</dt>
          <dd>
            <Money cents={totals.taxCents} />
          </dd>
        </>
      )}
      <dt data-total>Total</dt>
      <dd data-total>
        <Money cents={totals.totalCents} strong />
      </dd>
      {depositCents > 0 && (
        <>
          <dt>Deposit requested</dt>
          <dd>
            <Money cents={depositCents} />
          </dd>
        </>
      )}
    </dl>
  )
}
