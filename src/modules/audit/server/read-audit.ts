import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { loadEvent, pageOfEvents } from './queries.ts'

export const listAuditEvents = query({
  name: 'audit.list',
  needs: 'audit:read',
  input: contract.listAuditEvents.input,
  run: pageOfEvents,
})

export const readAuditEvent = query({
  name: 'audit.read',
  needs: 'audit:read',
  input: contract.readAuditEvent.input,
  run: (scope, { auditEventId }) => loadEvent(scope, auditEventId),
})
