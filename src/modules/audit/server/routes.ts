import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { exportAuditEvents, listAuditEvents, readAuditChain, readAuditEvent } from './read-audit.ts'

export const routes: Route[] = [
  route(contract.listAuditEvents, listAuditEvents),
  route(contract.exportAuditEvents, exportAuditEvents),
  route(contract.readAuditChain, readAuditChain),
  route(contract.readAuditEvent, readAuditEvent),
]
