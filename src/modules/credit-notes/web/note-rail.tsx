import { TextLink } from '#ui/link.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day, When } from '#ui/page/when.tsx'
import type { CreditNoteDetail } from '../contract.ts'
import classes from './credit-notes.module.css'

/** What stands beside the paper: whose it is, what it credits, what became of its e-mails. */
export function NoteRail({ note }: { note: CreditNoteDetail }) {
  return (
    <>
      <Facts
        heading="Credit note"
        facts={[
          [
            'Client',
            <TextLink key="client" to={`/clients/${note.clientId}`}>
              {note.clientName}
            </TextLink>,
          ],
          [
            'Invoice',
            <TextLink key="invoice" to={`/invoices/${note.invoiceId}`}>
              {note.invoiceNumber}
            </TextLink>,
          ],
          ['Date', <Day key="date" date={note.issuedOn} />],
          ['Posted', note.postedAt && <When key="posted" at={note.postedAt} />],
        ]}
      />
      {note.reversal && (
        <Facts
          heading="Reversed"
          facts={[
            ['On', <Day key="day" date={note.reversal.reversedOn} />],
            ['Why', note.reversal.reason],
            ['Recorded', <When key="when" at={note.reversal.createdAt} />],
          ]}
        />
      )}
      {note.state !== 'draft' && <Deliveries note={note} />}
    </>
  )
}

const words = { queued: 'Queued', sent: 'E-mailed', failed: 'Not delivered' } as const

function Deliveries({ note }: { note: CreditNoteDetail }) {
  return (
    <section>
      <h2 className={classes.railHeading}>E-mails</h2>
      {note.deliveries.length === 0 && <p className="quiet">None was sent.</p>}
      <ul className={classes.deliveries}>
        {note.deliveries.map((one) => (
          <li key={one.id}>
            <StateDot state={one.state} label={words[one.state]} colour={one.state === 'sent' ? 'green' : undefined} />
            <span>{one.toEmail}</span>
            {one.error && <span className={classes.error}>{one.error}</span>}
            <span className="quiet">
              <When at={one.finishedAt ?? one.createdAt} relative />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
