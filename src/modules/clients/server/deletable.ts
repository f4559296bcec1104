import type { Deletable } from '#platform/database/deletable.ts'

export const deletables: readonly Deletable[] = [
  { kind: 'clients', table: 'clients', subject: "'client'", name: 'd.display_name', within: {}, topic: 'clients' },
]
