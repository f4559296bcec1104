import { Fragment } from 'react'
import type { PreviewBalance, PreviewEntry, PreviewLine } from '../command.ts'
import { useFormat } from '../format.ts'
import { Money } from '../money/money.tsx'
import classes from './journal.module.css'

/** Journal entries as the books show them: account, debit, credit, sums. */
export function JournalPreview({ entries }: { entries: readonly PreviewEntry[] }) {
  const format = useFormat()
  if (entries.length === 0) return <p className="quiet">This posts nothing to the books.</p>
  return entries.map((entry, at) => (
    <Lines
      // biome-ignore lint/suspicious/noArrayIndexKey: previews have no ids and never change places
      key={at}
      caption={[format.date(entry.entryDate), entry.memo].filter(Boolean).join(' · ')}
      lines={entry.lines}
    />
  ))
}

const shownMax = 3

/** A few entries as they are; many by what each account gets in all, and one by one for whoever looks. */
export function EntriesPreview({ entries }: { entries: readonly PreviewEntry[] }) {
  const format = useFormat()
  if (entries.length <= shownMax) return <JournalPreview entries={entries} />
  const days = entries.map((entry) => entry.entryDate).sort()
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const when = first === last ? format.date(first) : `${format.date(first)} – ${format.date(last)}`
  return (
    <>
      <Lines caption={`${when} · ${entries.length} entries in all`} lines={summed(entries)} />
      <details className={classes.each}>
        <summary>Entry by entry</summary>
        <JournalPreview entries={entries} />
      </details>
    </>
  )
}

function Lines({ caption, lines }: { caption: string; lines: readonly PreviewLine[] }) {
  return (
    <table className={classes.journal}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Debit</th>
          <th scope="col">Credit</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no ids and never change places
          <tr key={place}>
            <td data-credit={line.debitCents === 0 || undefined}>
              <span className={classes.code}>{line.accountCode}</span>
              {line.accountName}
            </td>
            <td>{line.debitCents > 0 && <Money cents={line.debitCents} />}</td>
            <td>{line.creditCents > 0 && <Money cents={line.creditCents} />}</td>
          </tr>
        ))}
      </tbody>
      {lines.length > 2 && (
        <tfoot>
          <tr>
            <td>Sum</td>
            <td>
              <Money cents={sum(lines.map((line) => line.debitCents))} />
            </td>
            <td>
              <Money cents={sum(lines.map((line) => line.creditCents))} />
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
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

/** Debits first, as in an entry; an account that gets both has both. */
function summed(entries: readonly PreviewEntry[]): PreviewLine[] {
  const accounts = new Map<string, PreviewLine>()
  for (const line of entries.flatMap((entry) => entry.lines)) {
    const { debitCents, creditCents } = accounts.get(line.accountCode) ?? { debitCents: 0, creditCents: 0 }
    accounts.set(line.accountCode, {
      ...line,
      debitCents: debitCents + line.debitCents,
      creditCents: creditCents + line.creditCents,
    })
  }
  return [...accounts.values()].sort((a, b) => Number(a.debitCents === 0) - Number(b.debitCents === 0))
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
