import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  {
    types: ['payment'],
    table: 'payments',
    name: `concat_ws(', ', (SELECT o.display_name FROM clients o WHERE o.company_id = d.company_id AND o.id = d.client_id), d.reference)`,
  },
  {
    types: ['credit_application'],
    table: 'credit_applications',
    name: '(SELECT o.number FROM documents o WHERE o.company_id = d.company_id AND o.id = d.document_id)',
  },
  {
    types: ['credit_adjustment'],
    table: 'credit_adjustments',
    name: '(SELECT o.display_name FROM clients o WHERE o.company_id = d.company_id AND o.id = d.client_id)',
  },
]
