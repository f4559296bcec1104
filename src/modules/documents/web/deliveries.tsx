import { When } from '#ui/page/when.tsx'
import type { Invoice } from '../contract.ts'
import { DeliveryState } from './columns.tsx'
import classes from './documents.module.css'

/** What became of the e-mails with a paper, and when its client first looked. */
export function Deliveries({ of }: { of: Pick<Invoice, 'deliveries'> & Partial<Pick<Invoice, 'firstViewedAt'>> }) {
  return (
    <section>
      <h2 className={classes.railHeading}>E-mails</h2>
      {of.deliveries.length === 0 && <p className="quiet">None was sent.</p>}
      <ul className={classes.deliveries}>
        {of.deliveries.map((one) => (
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
      {of.firstViewedAt && (
        <p className="quiet">
          First opened by the client <When at={of.firstViewedAt} relative />.
        </p>
      )}
    </section>
  )
}
