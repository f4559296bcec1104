import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { exportCompany } from './export-company.ts'

export const routes: Route[] = [route(contract.exportCompany, exportCompany)]
