import type { Deletable } from '#platform/database/deletable.ts'

export const deletables: readonly Deletable[] = [
  {
    kind: 'expenses',
    table: 'expenses',
    subject: "'expense'",
    name: `(SELECT m.name FROM merchants m WHERE m.company_id = d.company_id AND m.id = d.merchant_id) || ', ' || d.spent_on`,
    within: { project_id: 'projects', client_id: 'clients' },
    topic: 'expenses',
  },
]
