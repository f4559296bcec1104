import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  { types: ['recurring_plan'], table: 'recurring_plans', name: 'd.name', gone: 'd.deleted_at IS NOT NULL' },
]
