import { RequestId } from '#ui/page/request-id.tsx'
import { When } from '#ui/page/when.tsx'
import { JournalPreview } from '#ui/paper/journal-preview.tsx'
import type { PaymentEntry } from '../contract.ts'
import classes from './payments.module.css'

/** What the payment did to the books, who posted it, and in which request. */
export function PaymentEntries({ entries }: { entries: readonly PaymentEntry[] }) {
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>In the books</h2>
      {entries.map((entry) => (
        <div key={entry.entryId} className={classes.entry}>
          <JournalPreview entries={[entry]} />
          <div className={classes.posted}>
            <span>
              Posted by {entry.postedByName ?? 'the system'}, <When at={entry.postedAt} />
            </span>
            <RequestId id={entry.requestId ?? undefined} />
          </div>
        </div>
      ))}
    </section>
  )
}
