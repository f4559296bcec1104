import { TextLink } from '#ui/link.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Day, When } from '#ui/page/when.tsx'
import type { Invoice } from '../contract.ts'
import { otherClosings } from '../domain/invoice.ts'
import { Deliveries } from './deliveries.tsx'
import { InternalNote } from './internal-note.tsx'

/** A balance that came to nothing without money was not paid. */
const closed: readonly string[] = otherClosings

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
          [
            closed.includes(invoice.displayState) ? 'Closed' : 'Paid',
            invoice.paidAt && <When key="paid" at={invoice.paidAt} />,
          ],
          ['Void', invoice.voidedAt && <When key="void" at={invoice.voidedAt} />],
          [
            'Time',
            invoice.timeEntryCount > 0 &&
              `${invoice.timeEntryCount} ${invoice.timeEntryCount === 1 ? 'entry' : 'entries'}`,
          ],
          ['Expenses', invoice.expenseCount > 0 && String(invoice.expenseCount)],
        ]}
      />
      {invoice.state !== 'draft' && <Deliveries of={invoice} />}
      <InternalNote key={invoice.id} of={invoice} kind="invoice" />
    </>
  )
}
