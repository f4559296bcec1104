import { TextLink } from '#ui/link.tsx'
import { RequestId } from '#ui/page/request-id.tsx'
import { When } from '#ui/page/when.tsx'
import { JournalPreview } from '#ui/paper/journal-preview.tsx'
import type { BillEntry } from '../contract.ts'
import classes from './payables.module.css'

/** What was posted, who posted it, and in which request. */
export function Entries({ entries }: { entries: readonly BillEntry[] }) {
  if (entries.length === 0) return null
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
            <TextLink to={`/journal/${entry.entryId}`}>Journal entry</TextLink>
            <RequestId id={entry.requestId ?? undefined} />
          </div>
        </div>
      ))}
    </section>
  )
}
