import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { listAuditEvents, readAuditEvent } from './read-audit.ts'

export const routes: Route[] = [
  route(contract.listAuditEvents, listAuditEvents),
  route(contract.readAuditEvent, readAuditEvent),
]
