import { GoLink } from '#ui/link.tsx'
import { Money } from '#ui/money/money.tsx'
import type { JournalEntry } from '../contract-journal.ts'
import classes from './journal.module.css'

/** The lines of an entry: debits first as posted, credits indented, with whom and what they concern. */
export function EntryLines({ lines, entryDate }: { lines: JournalEntry['lines']; entryDate?: string }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.lines} aria-label="Lines">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">For</th>
            <th scope="col">Debit</th>
            <th scope="col">Credit</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineNo}>
              <td data-credit={line.creditCents > 0 || undefined}>
                <GoLink
                  to={`/reports/general-ledger?accountId=${line.accountId}${entryDate ? `&from=${entryDate}&to=${entryDate}` : ''}`}
                >
                  <span className={classes.code}>{line.accountCode}</span>
                  {line.accountName}
                </GoLink>
              </td>
              <td>
                <For line={line} />
              </td>
              <td>{line.debitCents > 0 && <Money cents={line.debitCents} />}</td>
              <td>{line.creditCents > 0 && <Money cents={line.creditCents} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function For({ line }: { line: JournalEntry['lines'][number] }) {
  return (
    <span className={classes.for}>
      {line.clientId && <GoLink to={`/clients/${line.clientId}`}>{line.clientName}</GoLink>}
      {line.projectId && <GoLink to={`/projects/${line.projectId}`}>{line.projectName}</GoLink>}
      {line.memo && <span>{line.memo}</span>}
    </span>
  )
}
