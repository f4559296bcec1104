import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  { types: ['catalog_item'], table: 'catalog_items', name: 'd.name', gone: 'd.deleted_at IS NOT NULL' },
]
