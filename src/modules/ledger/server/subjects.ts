import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  { types: ['account'], table: 'accounts', name: "d.code || ' ' || d.name" },
  { types: ['journal_entry'], table: 'journal_entries', name: 'd.memo' },
]
