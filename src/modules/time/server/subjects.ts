import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  {
    types: ['time_entry'],
    table: 'time_entries',
    name: `(SELECT o.display_name FROM members o WHERE o.company_id = d.company_id AND o.id = d.member_id) || ', ' || d.worked_on`,
    gone: 'd.deleted_at IS NOT NULL',
  },
]
