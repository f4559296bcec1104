/** What a company has subscribed to, and its seats. Other modules open only this. */
export { applySubscription } from './apply-subscription.ts'
export { planColumns, planJoin, takePlan } from './plan-queries.ts'
export { assertSeatFree, assertSeatsFit } from './seats.ts'
export { provisionSubscription } from './start-trial.ts'
