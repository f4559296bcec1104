import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { readDashboard } from './read-dashboard.ts'
import { readOnboarding } from './read-onboarding.ts'

export const routes: Route[] = [
  route(contract.readDashboard, readDashboard),
  route(contract.readOnboarding, readOnboarding),
]
