import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  { types: ['client'], table: 'clients', name: 'd.display_name', gone: 'd.deleted_at IS NOT NULL' },
]
