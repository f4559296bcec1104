import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { ActionMenu } from '#ui/page/action.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import * as contract from '../contract.ts'
import classes from './collections.module.css'
import { NewNote } from './note-form.tsx'

const EditNote = lazy(async () => ({ default: (await import('./note-form.tsx')).EditNote }))

/** On a client: what was said and promised, and when to ask again. */
export function ClientCollections({ clientId }: { clientId: string }) {
  const pages = usePages(contract.listCollectionNotes, { clientId, sort: '-createdAt', limit: 50 })
  const mayWrite = useCan('clients:write')
  const [editing, setEditing] = useState<contract.CollectionNote | undefined>(undefined)
  useLive({ collections: ['/collection-notes'] })
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  return (
    <section className={classes.block} aria-label="Collections">
      {mayWrite && <NewNote clientId={clientId} />}
      {!pages.loading && pages.items.length === 0 && (
        <p className="quiet">No notes yet. Write down what the client promised, with a day to follow up.</p>
      )}
      <ul className={classes.notes}>
        {pages.items.map((note) => (
          <Note key={note.id} note={note} edit={() => setEditing(note)} />
        ))}
      </ul>
      {pages.more && (
        <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
      <Suspense>{editing && <EditNote note={editing} close={() => setEditing(undefined)} />}</Suspense>
    </section>
  )
}

function Note({ note, edit }: { note: contract.CollectionNote; edit: () => void }) {
  const mayWrite = useCan('clients:write')
  const invalidates = ['/collection-notes'] as const
  const update = useCommand(contract.updateCollectionNote, { invalidates })
  const remove = useCommand(contract.deleteCollectionNote, { invalidates, done: 'Note deleted' })
  const done = note.doneAt !== null
  return (
    <li className={classes.note}>
      <p className={classes.noteText}>{note.body}</p>
      <div className={classes.noteFoot}>
        <span>
          {note.authorName}, <When at={note.createdAt} />
        </span>
        {note.followUpOn && (
          <span>
            Follow up <Day date={note.followUpOn} />
          </span>
        )}
        {(note.followUpOn !== null || done) && (
          <Checkbox
            size="xs"
            label="Done"
            checked={done}
            disabled={!mayWrite || update.pending}
            onChange={(event) => void update.run({ noteId: note.id, done: event.currentTarget.checked })}
          />
        )}
        {mayWrite && (
          <ActionMenu
            actions={[
              { label: 'Edit', run: edit },
              { label: 'Delete', danger: true, run: () => void remove.run({ noteId: note.id }) },
            ]}
            target={
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label="What to do with the note">
                <IconDots size={14} />
              </ActionIcon>
            }
          />
        )}
      </div>
    </li>
  )
}
