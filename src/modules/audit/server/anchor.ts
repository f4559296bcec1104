import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { present } from '#kernel/assert.ts'
import type { Instant } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'

/** Where the chain begins since its oldest part was pruned. */
export type Anchor = { seq: number; hash: string; through: Instant; mac: string }

/** Keyed with the installation's secret: whoever has the database alone cannot say where a log begins. */
export function macOf(scope: Scope, { seq, hash, through }: Omit<Anchor, 'mac'>): string {
  const secret = present(scope.outside.settings.secret, 'the settings have a secret once the process runs')
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'ez360 audit anchor', 32))
  return createHmac('sha256', key).update(`${scope.companyId}\n${seq}\n${hash}\n${through}`).digest('hex')
}

export function isGenuine(scope: Scope, anchor: Anchor): boolean {
  return timingSafeEqual(Buffer.from(macOf(scope, anchor), 'hex'), Buffer.from(anchor.mac, 'hex'))
}

export async function findAnchor(scope: Scope): Promise<Anchor | undefined> {
  const [anchor] = await scope.sql<Anchor>(
    'audit.anchor',
    'SELECT seq, hash, through, mac FROM audit_anchors WHERE company_id = $1 ORDER BY seq DESC LIMIT 1',
    [scope.companyId],
  )
  return anchor
}
