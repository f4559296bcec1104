import { expect, test } from 'vitest'
import { featuresOf, planAllowsFeature, planNames, plans, tierRequired } from './plans.ts'

// spec/access.md, "Plans"
test.each([
  ['starter', 1, []],
  ['professional', 5, ['accounting', 'payables', 'banking']],
  [
    'premium',
    10,
    ['accounting', 'payables', 'banking', 'projectProfitability', 'customDashboards', 'advancedAudit', 'apiAccess'],
  ],
] as const)('%s includes %i seats and its features', (plan, seats, its) => {
  expect(plans[plan].seats).toBe(seats)
  expect(featuresOf(plan)).toEqual(its)
})

test('a tier has itself and all below', () => {
  expect(planNames.map(tierRequired('professional'))).toEqual([false, true, true])
  expect(planAllowsFeature('professional', 'apiAccess')).toBe(false)
})

test('a year costs ten months', () => {
  for (const plan of planNames) expect(plans[plan].yearCents).toBe(plans[plan].monthCents * 10)
})
