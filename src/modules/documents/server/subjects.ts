import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  {
    types: ['invoice', 'estimate', 'proposal'],
    table: 'documents',
    name: `coalesce(d.number, 'Draft for ' || (SELECT o.display_name FROM clients o WHERE o.company_id = d.company_id AND o.id = d.client_id))`,
    gone: 'd.deleted_at IS NOT NULL',
  },
]
