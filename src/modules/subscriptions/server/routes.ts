import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { readSubscription } from './read-subscription.ts'

export const routes: Route[] = [route(contract.readSubscription, readSubscription)]
