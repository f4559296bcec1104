import { Fragment } from 'react'
import type { PreviewBalance, PreviewEntry } from '../command.ts'
import { useFormat } from '../format.ts'
import { Money } from '../money/money.tsx'
import classes from './journal.module.css'

/** Journal entries as the books show them: account, debit, credit, sums. */
export function JournalPreview({ entries }: { entries: readonly PreviewEntry[] }) {
  const format = useFormat()
  if (entries.length === 0) return <p className="quiet">This posts nothing to the books.</p>
  return entries.map((entry, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: previews have no ids and never change places
    <table key={at} className={classes.journal}>
      <caption>
        {format.date(entry.entryDate)}
        {entry.memo && ` · ${entry.memo}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Debit</th>
          <th scope="col">Credit</th>
        </tr>
      </thead>
      <tbody>
        {entry.lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <tr key={place}>
            <td data-credit={line.creditCents > 0 || undefined}>
              <span className={classes.code}>{line.accountCode}</span>
              {line.accountName}
            </td>
            <td>{line.debitCents > 0 && <Money cents={line.debitCents} />}</td>
            <td>{line.creditCents > 0 && <Money cents={line.creditCents} />}</td>
          </tr>
        ))}
      </tbody>
      {entry.lines.length > 2 && (
        <tfoot>
          <tr>
            <td>Sum</td>
            <td>
              <Money cents={sum(entry.lines.map((line) => line.debitCents))} />
            </td>
            <td>
              <Money cents={sum(entry.lines.map((line) => line.creditCents))} />
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  ))
}

/** What invoices and client credit were and become. */
export function BalancesPreview({ balances }: { balances: readonly PreviewBalance[] }) {
  if (balances.length === 0) return null
  return (
    <div className={classes.balances}>
      {balances.map((balance) => (
        <Fragment key={balance.id + balance.label}>
          <span>{balance.label}</span>
          <Money cents={balance.beforeCents} />
          <span>→</span>
          <Money cents={balance.afterCents} />
        </Fragment>
      ))}
    </div>
  )
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
