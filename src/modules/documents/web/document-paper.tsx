import { useFormat } from '#ui/format.ts'
import { Money } from '#ui/money/money.tsx'
import { Day } from '#ui/page/when.tsx'
import { Paper } from '#ui/paper/paper.tsx'
import type { DocumentLine, Invoice, Party, Quote } from '../contract.ts'
import classes from './documents.module.css'
import { type Kind, kinds } from './kinds.ts'
import { Story } from './story.tsx'
import { Sums } from './sums.tsx'

/** A document as its client reads it. */
export function DocumentPaper({ invoice, kind }: { invoice: Invoice | Quote; kind: Kind }) {
  return (
    <Paper letter>
      <header className={classes.letterhead}>
        <PartyLines party={invoice.company} strong />
        <div className={classes.docTitle}>
          <h2>{kinds[kind].title}</h2>
          <p className="tnum">{invoice.number ?? 'Draft'}</p>
        </div>
      </header>
      <div className={classes.parties}>
        <div>
          <p className={classes.label}>{kind === 'invoice' ? 'Bill to' : 'For'}</p>
          <PartyLines party={invoice.client} />
        </div>
        <dl className={classes.dates}>
          <dt>Date</dt>
          <dd>
            <Day date={invoice.issuedOn} />
          </dd>
          <dt>{'dueOn' in invoice ? 'Due' : 'Valid until'}</dt>
          <dd>
            <Day date={'dueOn' in invoice ? invoice.dueOn : invoice.validUntil} />
          </dd>
          {invoice.project && (
            <>
              <dt>Project</dt>
              <dd>{invoice.project.name}</dd>
            </>
          )}
        </dl>
      </div>
      <Passage text={invoice.header} />
      {'sections' in invoice && <Story cover={invoice.cover} sections={invoice.sections} />}
      <Lines lines={invoice.lines} />
      <Sums totals={invoice} depositCents={invoice.depositCents} />
      {invoice.notes && (
        <section className={classes.passage}>
          <h3 className={classes.label}>Notes</h3>
          <Passage text={invoice.notes} />
        </section>
      )}
      {invoice.terms && (
        <section className={classes.passage}>
          <h3 className={classes.label}>Terms</h3>
          <Passage text={invoice.terms} />
        </section>
      )}
      <Passage text={invoice.footer} />
    </Paper>
  )
}

function Lines({ lines }: { lines: readonly DocumentLine[] }) {
  const format = useFormat()
  if (lines.length === 0) return <p className={`quiet ${classes.passage}`}>No lines yet.</p>
  const taxed = lines.some((line) => line.taxCents !== 0)
  return (
    <table className={classes.lines} aria-label="Lines">
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col">Quantity</th>
          <th scope="col">Price</th>
          {taxed && <th scope="col">Tax</th>}
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              <span className={classes.item}>{line.name}</span>
              {line.description && <span className={classes.description}>{line.description}</span>}
            </td>
            <td data-label="Quantity">{format.number(line.quantity)}</td>
            <td data-label="Price">
              <Money cents={line.unitPriceCents} />
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

function PartyLines({ party, strong }: { party: Party; strong?: boolean }) {
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

function Passage({ text }: { text: string | null }) {
  return text ? <p className={classes.text}>{text}</p> : null
}
