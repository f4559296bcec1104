import type { Deletable } from '#platform/database/deletable.ts'

/** Only what was not on its way to an invoice yet can be deleted at all. */
export const deletables: readonly Deletable[] = [
  {
    kind: 'time-entries',
    table: 'time_entries',
    subject: "'time_entry'",
    name: `(SELECT m.display_name FROM members m WHERE m.company_id = d.company_id AND m.id = d.member_id)
      || ', ' || d.worked_on || ', ' || d.minutes || ' min'`,
    within: { project_id: 'projects', client_id: 'clients' },
    topic: 'time',
  },
]
