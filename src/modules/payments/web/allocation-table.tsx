import { Button, Text } from '@mantine/core'
import { useFormat } from '#ui/format.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { Money } from '#ui/money/money.tsx'
import { Day } from '#ui/page/when.tsx'
import classes from './payments.module.css'
import { givenShares, type Share } from './record-values.ts'

type Props = {
  shares: readonly Share[]
  /** What the invoices leave of the amount. */
  restCents: number
  amountCents: number
  problems: Record<string, React.ReactNode>
  /** Parts were typed: offers to spread the amount by itself again. */
  typed: boolean
  change: (invoiceId: string, cents: number | null) => void
  spread: () => void
  /** What that offer says. */
  spreadWords?: string
}

/** The client's open invoices and what each gets of the payment. */
export function AllocationTable(props: Props) {
  const { shares, restCents, amountCents, problems, typed, change, spread } = props
  const { spreadWords = 'Spread again, oldest first' } = props
  const format = useFormat()
  // Where the summary of objections leads to: its numbers count what is sent.
  const given = givenShares(shares).map((one) => one.invoiceId)
  if (shares.length === 0) {
    return (
      <p className="quiet">
        This client owes nothing right now. {amountCents > 0 && <>All of it becomes client credit.</>}
      </p>
    )
  }
  return (
    <div>
      <table className={classes.shares}>
        <thead>
          <tr>
            <th scope="col">Invoice</th>
            <th scope="col">Still due</th>
            <th scope="col">Gets</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ invoice, cents }) => (
            <tr key={invoice.id}>
              <td>
                <span className={classes.number}>{invoice.number}</span>
                <span className={classes.due} data-late={invoice.displayState === 'overdue' || undefined}>
                  {invoice.displayState === 'overdue' ? 'overdue since ' : 'due '}
                  <Day date={invoice.dueOn} />
                </span>
              </td>
              <td>
                <button
                  type="button"
                  className={classes.whole}
                  title="Pay this invoice in full"
                  aria-label={`Pay ${invoice.number} in full, ${format.money(invoice.balanceDueCents)}`}
                  onClick={() => change(invoice.id, invoice.balanceDueCents)}
                >
                  <Money cents={invoice.balanceDueCents} />
                </button>
              </td>
              <td>
                <MoneyInput
                  size="xs"
                  aria-label={`To invoice ${invoice.number}`}
                  placeholder="0.00"
                  value={cents}
                  onChange={(next) => change(invoice.id, next)}
                  error={tooMuch(cents, invoice.balanceDueCents, format.money) ?? problems[invoice.id]}
                  data-path={`allocations.${given.indexOf(invoice.id)}.amountCents`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.rest}>
        <Text
          size="sm"
          component="p"
          m={0}
          role="status"
          {...(restCents < 0 ? { c: 'var(--mantine-color-error)' } : {})}
        >
          {restText(restCents, amountCents, format.money)}
        </Text>
        {typed && (
          <Button variant="subtle" size="compact-xs" onClick={spread}>
            {spreadWords}
          </Button>
        )}
      </div>
    </div>
  )
}

function tooMuch(cents: number | null, balanceCents: number, write: (cents: number) => string): string | undefined {
  return cents !== null && cents > balanceCents ? `At most ${write(balanceCents)}` : undefined
}

function restText(restCents: number, amountCents: number, write: (cents: number) => string): string {
  if (restCents > 0) return `${write(restCents)} becomes client credit.`
  if (restCents < 0) return `The invoices take ${write(-restCents)} more than came in.`
  return amountCents > 0 ? 'All of it goes to invoices.' : 'Enter the amount that came in.'
}
