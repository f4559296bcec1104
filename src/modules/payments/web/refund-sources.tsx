import { Button } from '@mantine/core'
import { useFormat } from '#ui/format.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { Money } from '#ui/money/money.tsx'
import classes from './payments.module.css'
import type { Source } from './refund-values.ts'

type Props = {
  sources: readonly Source[]
  /** What they leave of the amount. */
  missingCents: number
  /** Parts were typed: offers to choose by itself again. */
  typed: boolean
  change: (key: string, cents: number | null) => void
  suggest: () => void
}

/** Where a refund takes its money from. */
export function RefundSources({ sources, missingCents, typed, change, suggest }: Props) {
  const format = useFormat()
  return (
    <div>
      <table className={classes.shares}>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">At most</th>
            <th scope="col">Gives back</th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ key, invoice, mostCents, cents }) => (
            <tr key={key}>
              <td>
                <span className={classes.number}>{invoice ? invoice.number : 'Client credit'}</span>
                <span className={classes.due}>{invoice ? 'is owed again' : 'less for later invoices'}</span>
              </td>
              <td>
                <Money cents={mostCents} />
              </td>
              <td>
                <MoneyInput
                  size="xs"
                  aria-label={invoice ? `From invoice ${invoice.number}` : 'From client credit'}
                  placeholder="0.00"
                  value={cents}
                  onChange={(next) => change(key, next)}
                  error={cents !== null && cents > mostCents ? `At most ${format.money(mostCents)}` : undefined}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.rest}>
        <p className={missingCents === 0 ? 'quiet' : classes.wrong} role="status">
          {restText(missingCents, format.money)}
        </p>
        {typed && (
          <Button variant="subtle" size="compact-xs" onClick={suggest}>
            Choose for me
          </Button>
        )}
      </div>
    </div>
  )
}

function restText(missingCents: number, write: (cents: number) => string): string {
  if (missingCents > 0) return `${write(missingCents)} still needs a source.`
  if (missingCents < 0) return `The sources come to ${write(-missingCents)} too much.`
  return 'Unused credit goes first, then what was paid last.'
}
