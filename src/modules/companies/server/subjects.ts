import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  { types: ['member'], table: 'members', name: 'd.display_name' },
  { types: ['invite'], table: 'invites', name: 'd.email' },
  { types: ['template'], table: 'document_templates', name: 'd.name', gone: 'd.deleted_at IS NOT NULL' },
]
