import type { Deletable } from '#platform/database/deletable.ts'

/** It comes back asleep: what would have run meanwhile is for a person to decide. */
export const deletables: readonly Deletable[] = [
  {
    kind: 'recurring-plans',
    table: 'recurring_plans',
    subject: "'recurring_plan'",
    name: 'd.name',
    within: { client_id: 'clients', project_id: 'projects' },
    returns: "state = CASE state WHEN 'active' THEN 'paused' ELSE state END",
    topic: 'recurring-plans',
  },
]
