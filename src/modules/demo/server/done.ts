import type { House } from '#platform/runner.ts'
import { openScope } from '#platform/scope.ts'
import { system } from './open-company.ts'

const reading = (house: House) => ({ ...house, origin: { requestId: 'demo' }, mode: 'read' }) as const
export const requestOf = (key: string): string => `demo ${key}`
export const finishKey = 'finish'

/** The keys of the steps that are in the audit log, and the totals of the invoices that they made. */
export async function whatIsDone(
  house: House,
  companyId: string,
): Promise<{ keys: Set<string>; totals: Map<string, number> }> {
  return openScope(reading(house), companyId, system, async (scope) => {
    const keys = await scope.sql<{ requestId: string }>(
      'demo.keys',
      `SELECT DISTINCT request_id AS "requestId" FROM audit_events WHERE company_id = $1 AND request_id LIKE 'demo %'`,
      [companyId],
    )
    const totals = await scope.sql<{ id: string; totalCents: number }>(
      'demo.totals',
      'SELECT id, total_cents AS "totalCents" FROM documents WHERE company_id = $1',
      [companyId],
    )
    return {
      keys: new Set(keys.map(({ requestId }) => requestId)),
      totals: new Map(totals.map(({ id, totalCents }) => [id, totalCents])),
    }
  })
}

export async function isFinished(house: House, companyId: string): Promise<boolean> {
  return openScope(reading(house), companyId, system, async (scope) => {
    const rows = await scope.sql(
      'demo.isFinished',
      'SELECT 1 AS found FROM audit_events WHERE company_id = $1 AND request_id = $2 LIMIT 1',
      [companyId, requestOf(finishKey)],
    )
    return rows.length > 0
  })
}
