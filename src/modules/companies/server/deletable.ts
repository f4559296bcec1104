import type { Deletable } from '#platform/database/deletable.ts'

export const deletables: readonly Deletable[] = [
  {
    kind: 'templates',
    table: 'document_templates',
    subject: "'template'",
    name: 'd.name',
    within: {},
    topic: 'templates',
  },
]
