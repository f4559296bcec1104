import type { Deletable } from '#platform/database/deletable.ts'

export const deletables: readonly Deletable[] = [
  {
    kind: 'webhooks',
    table: 'webhook_endpoints',
    subject: "'webhook'",
    name: 'd.url',
    within: {},
    topic: 'webhooks',
    gone: 'webhook_gone',
  },
]
