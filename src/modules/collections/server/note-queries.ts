import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import { clientNames, outstanding } from '#modules/clients/server/index.ts'
import { keyset } from '#platform/database/keyset.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import type { NoteRow } from './note-store.ts'
import { collectionNotes as notes } from './tables.ts'

export const listCollectionNotes = query({
  name: 'collections.listNotes',
  needs: 'documents:read',
  input: contract.listCollectionNotes.input,
  async run(scope, input) {
    const queue = input.sort === 'followUpOn'
    const order = queue
      ? ({ by: notes.followUpOn, id: notes.id, type: 'date' } as const)
      : ({ by: notes.createdAt, id: notes.id, type: 'timestamptz', descending: true } as const)
    const page = keyset(`collection-notes ${input.sort}`, order, input)
    const { id, clientId, body, followUpOn, doneAt, authorName, createdAt, revision } = notes
    const rows = await scope.tx
      .select({ id, clientId, body, followUpOn, doneAt, authorName, createdAt, revision, sortValue: page.value })
      .from(notes)
      .where(
        and(
          eq(notes.companyId, scope.companyId),
          isNull(notes.deletedAt),
          queue ? and(isNull(notes.doneAt), isNotNull(notes.followUpOn)) : undefined,
          input.clientId ? eq(notes.clientId, input.clientId) : undefined,
          input.until ? lte(notes.followUpOn, input.until) : undefined,
          page.after,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit)
    const { items, nextCursor } = page.finish(rows)
    return { items: await withClients(scope, items), nextCursor }
  },
})

type Shown = Pick<
  NoteRow,
  'id' | 'clientId' | 'body' | 'followUpOn' | 'doneAt' | 'authorName' | 'createdAt' | 'revision'
>

/** With the names of the clients and what they owe: two statements for a page. */
export async function withClients(scope: Scope, rows: readonly Shown[]): Promise<contract.CollectionNote[]> {
  const ids = [...new Set(rows.map((row) => row.clientId))]
  const names = await clientNames(scope, ids)
  const owed = await outstanding(scope, ids)
  return rows.map(({ id, clientId, body, followUpOn, doneAt, authorName, createdAt, revision }) => ({
    ...{ id, clientId, body, followUpOn, doneAt, authorName, createdAt, revision },
    clientName: names.get(clientId) ?? '',
    outstandingCents: owed.get(clientId) ?? 0,
  }))
}
