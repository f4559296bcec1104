import type { Subject } from '#platform/database/subject.ts'
import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { exportAuditEvents, listAuditEvents, readAuditChain, readAuditEvent } from './read-audit.ts'
import { namingOf } from './subject-names.ts'

/** The log; the application says what the records of all modules are called. */
export function auditRoutes(subjects: readonly Subject[]): Route[] {
  const named = namingOf(subjects)
  return [
    route(contract.listAuditEvents, listAuditEvents(named)),
    route(contract.exportAuditEvents, exportAuditEvents(named)),
    route(contract.readAuditChain, readAuditChain),
    route(contract.readAuditEvent, readAuditEvent(named)),
  ]
}
