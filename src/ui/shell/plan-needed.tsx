import { type Feature, features, plans } from '#kernel/plans.ts'
import { planRefusals } from '#kernel/refusals-plans.ts'
import { Problem } from '../page/problem.tsx'
import { useTitle } from '../page/title.ts'
import { ApiProblem } from '../problem.ts'

/** In place of a screen that the plan lacks: the sentence with which the server refuses what is on it. */
export default function PlanNeeded({ feature }: { feature: Feature }) {
  useTitle('Not part of your plan')
  const { status, text } = planRefusals.plan_needed
  const detail = text.replace('{plan}', plans[features[feature].plan].name)
  return <Problem problem={new ApiProblem(status, 'plan_needed', { detail })} />
}
