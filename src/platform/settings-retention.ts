/** How long what is no part of the books is kept. */
export const retentionVariables = {
  EZ360_AUDIT_RETENTION_DAYS: {
    kind: 'number',
    least: 30,
    text: 'Days after which `ez360 prune --execute` takes the oldest part of the audit log away. Default 365.',
  },
  EZ360_WEBHOOK_LOG_RETENTION_DAYS: {
    kind: 'number',
    least: 7,
    text: 'Days after which the tries of webhooks are forgotten, every night. Default 90.',
  },
} as const

/** In days. */
export type Retention = { auditDays: number; webhookLogDays: number }

type Name = keyof typeof retentionVariables
type Readers = { number(name: Name, otherwise: number): number }

export function retentionOf({ number }: Readers): Retention {
  return {
    auditDays: number('EZ360_AUDIT_RETENTION_DAYS', 365),
    webhookLogDays: number('EZ360_WEBHOOK_LOG_RETENTION_DAYS', 90),
  }
}
