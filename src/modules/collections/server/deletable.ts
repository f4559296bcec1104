import type { Deletable } from '#platform/database/deletable.ts'

/** The audit log keeps a note under its client. */
export const deletables: readonly Deletable[] = [
  {
    kind: 'collection-notes',
    table: 'collection_notes',
    subject: "'client'",
    under: 'd.client_id',
    name: 'left(d.body, 120)',
    within: { client_id: 'clients' },
    topic: 'collections',
  },
]
