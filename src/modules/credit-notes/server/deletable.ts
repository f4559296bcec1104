import type { Deletable } from '#platform/database/deletable.ts'

export const deletables: readonly Deletable[] = [
  {
    kind: 'credit-notes',
    table: 'credit_notes',
    subject: "'credit_note'",
    name: `'Credit note of ' || d.issued_on || ' for '
      || (SELECT c.display_name FROM clients c WHERE c.company_id = d.company_id AND c.id = d.client_id)`,
    within: {},
    topic: 'credit-notes',
  },
]
