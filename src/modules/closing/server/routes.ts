import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { readBeforeSending } from './before-sending.ts'
import { readClose } from './month-end.ts'
import { askProof, readProof } from './proof.ts'
import { readReconciliation } from './reconciliation.ts'

export const routes: Route[] = [
  route(contract.readProof, readProof),
  route(contract.askProof, askProof),
  route(contract.readReconciliation, readReconciliation),
  route(contract.readClose, readClose),
  route(contract.readBeforeSending, readBeforeSending),
]
