/** How long what is no part of the books is kept. */
export const retentionVariables = {
  EZ360_AUDIT_RETENTION_DAYS: {
    kind: 'number',
    least: 30,
    text: 'Days after which `ez360 prune --execute` takes the oldest part of the audit log away. Empty: it is kept for ever.',
  },
  EZ360_WEBHOOK_LOG_RETENTION_DAYS: {
    kind: 'number',
    least: 7,
    text: 'Days after which the tries of webhooks are forgotten, every night. Default 90.',
  },
} as const

/** In days; undefined: for ever. */
export type Retention = { auditDays: number | undefined; webhookLogDays: number }

type Name = keyof typeof retentionVariables
type Readers = { text(name: Name): string | undefined; number(name: Name, otherwise: number): number }

export function retentionOf({ text, number }: Readers): Retention {
  return {
    auditDays: text('EZ360_AUDIT_RETENTION_DAYS') ? number('EZ360_AUDIT_RETENTION_DAYS', 0) : undefined,
    webhookLogDays: number('EZ360_WEBHOOK_LOG_RETENTION_DAYS', 90),
  }
}
