import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  { types: ['file'], table: 'media_objects', name: 'd.file_name', gone: 'd.deleted_at IS NOT NULL' },
]
