import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { deletePlan, pausePlan, resumePlan } from './change-state.ts'
import { createPlan } from './create-plan.ts'
import { listPlanRuns, listPlans, proposePlan, readPlan } from './queries.ts'
import { runPlanNow } from './run-plan.ts'
import { updatePlan } from './update-plan.ts'

export const routes: Route[] = [
  route(contract.listPlans, listPlans),
  route(contract.createPlan, createPlan),
  route(contract.readPlan, readPlan),
  route(contract.updatePlan, updatePlan),
  route(contract.deletePlan, deletePlan),
  route(contract.pausePlan, pausePlan),
  route(contract.resumePlan, resumePlan),
  route(contract.runPlanNow, runPlanNow),
  route(contract.listPlanRuns, listPlanRuns),
  route(contract.proposePlan, proposePlan),
]
