import { Money } from '#ui/money/money.tsx'
import { Day } from '#ui/page/when.tsx'
import { Paper } from '#ui/paper/paper.tsx'
import type { CreditNoteDetail } from '../contract.ts'
import classes from './credit-notes.module.css'

/** The credit note as its client reads it. */
export function NotePaper({ note }: { note: CreditNoteDetail }) {
  return (
    <Paper letter>
      <header className={classes.letterhead}>
        <PartyLines party={note.company} strong />
        <div className={classes.docTitle}>
          <h2>Credit note</h2>
          <p className="tnum">{note.number ?? 'Draft'}</p>
        </div>
      </header>
      <div className={classes.parties}>
        <div>
          <p className={classes.label}>Credited to</p>
          <PartyLines party={note.client} />
        </div>
        <dl className={classes.dates}>
          <dt>Date</dt>
          <dd>
            <Day date={note.issuedOn} />
          </dd>
          <dt>For invoice</dt>
          <dd className="tnum">{note.invoiceNumber}</dd>
          {note.project && (
            <>
              <dt>Project</dt>
              <dd>{note.project.name}</dd>
            </>
          )}
        </dl>
      </div>
      <Lines note={note} />
      <Sums {...note} />
      {note.reason && (
        <section className={classes.reason}>
          <h3 className={classes.label}>Reason</h3>
          {note.reason}
        </section>
      )}
    </Paper>
  )
}

function Lines({ note }: { note: CreditNoteDetail }) {
  if (note.lines.length === 0) return <p className="quiet">Nothing is credited yet.</p>
  const taxed = note.lines.some((line) => line.taxCents !== 0)
  return (
    <table className={classes.lines} aria-label="Lines">
      <thead>
        <tr>
          <th scope="col">Credited</th>
          {taxed && <th scope="col">Tax</th>}
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {note.lines.map((line) => (
          <tr key={line.id}>
            <td>
              <span className={classes.item}>{line.name}</span>
              {line.description && <span className={classes.description}>{line.description}</span>}
            </td>
            {taxed && (
              <td data-label="Tax">
                <Money cents={line.taxCents} zero="–" />
              </td>
            )}
            <td data-label="Amount">
              <Money cents={line.subtotalCents} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Totals = { subtotalCents: number; taxCents: number; totalCents: number }

/** What the lines come to. */
export function Sums({ subtotalCents, taxCents, totalCents }: Totals) {
  return (
    <dl className={classes.sums}>
      <dt>Before tax</dt>
      <dd>
        <Money cents={subtotalCents} />
      </dd>
      {taxCents !== 0 && (
        <>
          <dt>Tax</dt>
          <dd>
            <Money cents={taxCents} />
          </dd>
        </>
      )}
      <dt data-total>Credit</dt>
      <dd data-total>
        <Money cents={totalCents} strong />
      </dd>
    </dl>
  )
}

function PartyLines({ party, strong }: { party: CreditNoteDetail['company']; strong?: boolean }) {
  return (
    <address className={classes.party} data-strong={strong || undefined}>
      <strong>{party.name}</strong>
      {party.addressLines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {party.email && <span>{party.email}</span>}
      {party.phone && <span>{party.phone}</span>}
      {party.taxId && <span>Tax id {party.taxId}</span>}
    </address>
  )
}
