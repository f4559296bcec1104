import { newId } from '#kernel/ids.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { withClients } from './note-queries.ts'
import { insertNote, loadNoteForUpdate, type NoteRow, saveNote } from './note-store.ts'

export const createCollectionNote = command({
  name: 'collections.createNote',
  needs: 'clients:write',
  input: contract.createCollectionNote.input,
  async run(scope, { id = newId(), clientId, body, followUpOn }) {
    await loadClient(scope, clientId)
    const row = await insertNote(scope, { id, clientId, body, followUpOn })
    return changed(scope, undefined, row)
  },
})

/** Changes the words, puts the follow-up off, ticks it off, or opens it again. */
export const updateCollectionNote = command({
  name: 'collections.updateNote',
  needs: 'clients:write',
  input: contract.updateCollectionNote.input,
  async run(scope, { noteId, done, body, followUpOn }) {
    const before = await loadNoteForUpdate(scope, noteId)
    checkRevision(scope, before)
    const row = await saveNote(scope, before, {
      ...(body === undefined ? {} : { body }),
      ...(followUpOn === undefined ? {} : { followUpOn }),
      ...(done === undefined ? {} : { doneAt: done ? (before.doneAt ?? scope.now) : null }),
    })
    return changed(scope, before, row)
  },
})

export const deleteCollectionNote = command({
  name: 'collections.deleteNote',
  needs: 'clients:write',
  input: contract.deleteCollectionNote.input,
  async run(scope, { noteId }) {
    const before = await loadNoteForUpdate(scope, noteId)
    await changed(scope, before, await saveNote(scope, before, { deletedAt: scope.now }))
    return null
  },
})

async function changed(scope: Scope, before: NoteRow | undefined, row: NoteRow): Promise<contract.CollectionNote> {
  const told = ({ body, followUpOn, doneAt }: NoteRow) => ({ note: body, followUpOn, doneAt })
  const was = before ? { before: told(before) } : {}
  audit(scope, { subjectType: 'client', subjectId: row.clientId, ...was, after: told(row) })
  signal(scope, 'collections', row.clientId)
  const [note] = await withClients(scope, [row])
  return note as contract.CollectionNote
}
