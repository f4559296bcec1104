import { Download, query } from '#platform/operation.ts'
import { requireFeature } from '#platform/runner.ts'
import * as contract from '../contract.ts'
import { exportEvents } from './export-queries.ts'
import { type Filters, loadEvent, pageOfEvents } from './queries.ts'
import type { Naming } from './subject-names.ts'

/** What happened to one record is in every plan. */
function isFiltered({ from, to, actorKind, memberId, subjectType, subjectId, action, q }: Filters): boolean {
  const ofKind = subjectId === undefined ? subjectType : undefined
  return [from, to, actorKind, memberId, ofKind, action, q].some((filter) => filter !== undefined && filter !== '')
}

export const listAuditEvents = (named: Naming) =>
  query({
    name: 'audit.list',
    needs: 'audit:read',
    input: contract.listAuditEvents.input,
    run(scope, asked) {
      if (isFiltered(asked)) requireFeature(scope.actor, 'advancedAudit')
      return pageOfEvents(scope, named, asked)
    },
  })

export const readAuditEvent = (named: Naming) =>
  query({
    name: 'audit.read',
    needs: 'audit:read',
    input: contract.readAuditEvent.input,
    run: (scope, { auditEventId }) => loadEvent(scope, named, auditEventId),
  })

export const exportAuditEvents = (named: Naming) =>
  query({
    name: 'audit.export',
    needs: 'audit:read',
    feature: 'advancedAudit',
    input: contract.exportAuditEvents.input,
    async run(scope, { format, ...filters }) {
      const [ending, type] = format === 'csv' ? ['csv', 'text/csv; charset=utf-8'] : ['ndjson', 'application/x-ndjson']
      return new Download(`audit-log.${ending}`, type, exportEvents(scope, named, filters, format))
    },
  })

export const readAuditChain = query({
  name: 'audit.readChain',
  needs: 'audit:read',
  input: contract.readAuditChain.input,
  async run(scope) {
    const [last] = await scope.sql<contract.AuditChain>(
      'audit.lastCheck',
      `SELECT checked_at AS "checkedAt", seq::int AS events, through, broken_event_id AS "brokenEventId", fault
       FROM audit_checks WHERE company_id = $1 ORDER BY checked_at DESC, id DESC LIMIT 1`,
      [scope.companyId],
    )
    return last ?? { checkedAt: null, events: 0, through: null, brokenEventId: null, fault: null }
  },
})
