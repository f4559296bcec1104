import type { Deletable } from '#platform/database/deletable.ts'

export const deletables: readonly Deletable[] = [
  {
    kind: 'projects',
    table: 'projects',
    subject: "'project'",
    name: "d.number || ' ' || d.name",
    within: { client_id: 'clients' },
    topic: 'projects',
  },
]
