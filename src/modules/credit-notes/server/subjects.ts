import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  {
    types: ['credit_note'],
    table: 'credit_notes',
    name: `coalesce(d.number, 'Draft for ' || (SELECT o.display_name FROM clients o WHERE o.company_id = d.company_id AND o.id = d.client_id))`,
    gone: 'd.deleted_at IS NOT NULL',
  },
  {
    types: ['write_off'],
    table: 'write_offs',
    name: '(SELECT o.number FROM documents o WHERE o.company_id = d.company_id AND o.id = d.document_id)',
  },
]
