import { addressLines } from '#ui/form/address.ts'
import { Facts } from '#ui/page/facts.tsx'
import { When } from '#ui/page/when.tsx'
import type { Client } from '../contract.ts'
import classes from './clients.module.css'
import { phoneWords } from './words.ts'

/** How to reach the client, and what is agreed. */
export function ClientRail({ client }: { client: Client }) {
  const address = addressLines(client)
  const terms = client.paymentTermsDays
  return (
    <>
      <Facts
        heading="Contact"
        facts={[
          ['Person', client.organizationName === null ? null : client.personName],
          ['E-mail', client.email && <a href={`mailto:${client.email}`}>{client.email}</a>],
          ...client.phones.map(
            ({ kind, number }) =>
              [
                phoneWords[kind],
                <a key={number} href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>
                  {number}
                </a>,
              ] as const,
          ),
          ['Address', address.length > 0 && <Address lines={address} />],
        ]}
      />
      <Facts
        heading="Billing"
        facts={[
          ['Terms', terms === null ? 'As the company says' : terms === 0 ? 'Due on receipt' : `${terms} days`],
          ['Tax id', client.taxId],
          ['Added', <When key="added" at={client.createdAt} relative />],
        ]}
      />
      {client.internalNote && (
        <section>
          <h2 className={classes.heading}>Note</h2>
          <p className={classes.note}>{client.internalNote}</p>
        </section>
      )}
    </>
  )
}

function Address({ lines }: { lines: readonly string[] }) {
  return (
    <address className={classes.address}>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </address>
  )
}
