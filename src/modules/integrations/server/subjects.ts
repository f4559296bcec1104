import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  { types: ['webhook'], table: 'webhook_endpoints', name: 'd.url', gone: 'd.deleted_at IS NOT NULL' },
  { types: ['apiKey'], table: 'api_keys', name: 'd.name' },
]
