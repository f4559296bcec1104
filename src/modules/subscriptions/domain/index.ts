export { applied, type Snapshot, startTrial } from './snapshot.ts'
export { type Standing, standing, standingNames } from './standing.ts'
export type { SubscriptionRecord } from './subscription.ts'
