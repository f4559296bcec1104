import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  { types: ['project'], table: 'projects', name: "d.number || ' ' || d.name", gone: 'd.deleted_at IS NOT NULL' },
]
