import { TextLink } from '#ui/link.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Day, When } from '#ui/page/when.tsx'
import type { Invoice } from '../contract.ts'
import { DeliveryState } from './columns.tsx'
import classes from './documents.module.css'
import { InternalNote } from './internal-note.tsx'

/** What stands beside the paper: whose it is, when, what became of its e-mails, and a note for the house. */
export function InvoiceRail({ invoice }: { invoice: Invoice }) {
  const { project } = invoice
  return (
    <>
      <Facts
        heading="Invoice"
        facts={[
          [
            'Client',
            <TextLink key="client" to={`/clients/${invoice.clientId}`}>
              {invoice.clientName}
            </TextLink>,
          ],
          [
            'Project',
            project && (
              <TextLink key="project" to={`/projects/${project.id}`}>
                {project.name}
              </TextLink>
            ),
          ],
          ['Issued', <Day key="issued" date={invoice.issuedOn} />],
          ['Due', <Day key="due" date={invoice.dueOn} />],
          ['Sent', invoice.sentAt && <When key="sent" at={invoice.sentAt} />],
          ['Paid', invoice.paidAt && <When key="paid" at={invoice.paidAt} />],
          ['Void', invoice.voidedAt && <When key="void" at={invoice.voidedAt} />],
          ['Time', invoice.timeEntryCount > 0 && `${invoice.timeEntryCount} entries`],
          ['Expenses', invoice.expenseCount > 0 && String(invoice.expenseCount)],
        ]}
      />
      {invoice.state !== 'draft' && <Deliveries invoice={invoice} />}
      <InternalNote key={invoice.id} invoice={invoice} />
    </>
  )
}

function Deliveries({ invoice }: { invoice: Invoice }) {
  return (
    <section>
      <h2 className={classes.railHeading}>E-mails</h2>
      {invoice.deliveries.length === 0 && <p className="quiet">None was sent.</p>}
      <ul className={classes.deliveries}>
        {invoice.deliveries.map((one) => (
          <li key={one.id}>
            <DeliveryState state={one.state} />
            <span>{one.toEmail}</span>
            {one.error && <span className={classes.error}>{one.error}</span>}
            <span className="quiet">
              <When at={one.finishedAt ?? one.createdAt} relative />
            </span>
          </li>
        ))}
      </ul>
      {invoice.firstViewedAt && (
        <p className="quiet">
          First opened by the client <When at={invoice.firstViewedAt} relative />.
        </p>
      )}
    </section>
  )
}
