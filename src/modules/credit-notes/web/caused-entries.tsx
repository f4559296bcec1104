import { RequestId } from '#ui/page/request-id.tsx'
import { When } from '#ui/page/when.tsx'
import { JournalPreview } from '#ui/paper/journal-preview.tsx'
import type { CausedEntry } from '../contract.ts'
import classes from './credit-notes.module.css'

/** What a note did to the books, with who posted it and in which request. */
export function CausedEntries({ entries }: { entries: readonly CausedEntry[] }) {
  if (entries.length === 0) return null
  return (
    <section className={classes.block} aria-label="In the books">
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
