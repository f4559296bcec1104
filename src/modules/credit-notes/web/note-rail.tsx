import { Suspense } from 'react'
import { Deliveries } from '#modules/documents/web/index.tsx'
import { TextLink } from '#ui/link.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Day, When } from '#ui/page/when.tsx'
import type { CreditNoteDetail } from '../contract.ts'

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
      {note.state !== 'draft' && (
        <Suspense>
          <Deliveries of={note} />
        </Suspense>
      )}
    </>
  )
}
